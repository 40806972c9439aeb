/** What the link service tells the others and hears from them; the only package that knows Avro and Kafka. */
@NullMarked
package io.ledgersync.link.publish;

import org.jspecify.annotations.NullMarked;
