/**
 * How QuickBooks posts each kind of document: it gives away no journals.
 *
 * <p>What its API tells nobody is not here either, and shows as a difference from its report: the cost of the inventory
 * sold, gains and losses of exchange rates, payroll.
 */
@NullMarked
package io.ledgersync.store.trialbalance.qbo;

import org.jspecify.annotations.NullMarked;
