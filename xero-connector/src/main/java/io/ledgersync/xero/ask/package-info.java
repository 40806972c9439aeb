/** What Xero is asked: its lists, the questions to them and the HTTP calls these become. */
@NullMarked
package io.ledgersync.xero.ask;

import org.jspecify.annotations.NullMarked;
