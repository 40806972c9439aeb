/** QuickBooks Online's query language: read, and asked of a shelf. */
@NullMarked
package io.ledgersync.sandbox.qbo.query;

import org.jspecify.annotations.NullMarked;
