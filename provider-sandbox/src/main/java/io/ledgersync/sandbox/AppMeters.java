package io.ledgersync.sandbox;

import io.ledgersync.sandbox.quota.Meter;
import io.ledgersync.sandbox.quota.Month;

/**
 * What counts the app's calls over all organisations.
 *
 * @param xero its minute
 * @param qboMonth what it reads in a month
 */
record AppMeters(Meter xero, Month qboMonth) {}
