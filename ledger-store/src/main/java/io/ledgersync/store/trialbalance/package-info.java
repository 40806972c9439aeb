/** What a client's accounts come to: from postings to balances, closed as the providers close them, and compared. */
@NullMarked
package io.ledgersync.store.trialbalance;

import org.jspecify.annotations.NullMarked;
