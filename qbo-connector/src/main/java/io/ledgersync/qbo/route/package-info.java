/** What each of QuickBooks Online's replies means, question by question. */
@NullMarked
package io.ledgersync.qbo.route;

import org.jspecify.annotations.NullMarked;
