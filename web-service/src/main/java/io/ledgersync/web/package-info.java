/** What every service is as a Spring process. */
@NullMarked
package io.ledgersync.web;

import org.jspecify.annotations.NullMarked;
