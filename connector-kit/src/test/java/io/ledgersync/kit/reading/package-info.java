@org.jspecify.annotations.NullMarked
package io.ledgersync.kit.reading;
