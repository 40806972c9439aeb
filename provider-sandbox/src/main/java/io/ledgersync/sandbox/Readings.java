package io.ledgersync.sandbox;

import io.ledgersync.sandbox.qbo.QboReadings;
import io.ledgersync.sandbox.xero.XeroReadings;

/** How both providers are read at the moment; it may change while others call. */
final class Readings {
    volatile XeroReadings xero;
    volatile QboReadings qbo;

    Readings(XeroReadings xero, QboReadings qbo) {
        this.xero = xero;
        this.qbo = qbo;
    }
}
