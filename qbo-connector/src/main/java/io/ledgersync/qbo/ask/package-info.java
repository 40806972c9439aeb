/**
 * What QuickBooks Online is asked: its lists, the questions to them, and the queries, batches and change calls these
 * travel in.
 */
@NullMarked
package io.ledgersync.qbo.ask;

import org.jspecify.annotations.NullMarked;
