package io.ledgersync.link.provider;

import io.ledgersync.link.Provider;
import io.ledgersync.link.oauth.ProviderCalls;
import java.time.Clock;
import java.time.Duration;

/** The providers that clients can be linked to. */
public final class Providers {
    private final AccountingProvider xero;
    private final AccountingProvider qbo;

    public Providers(XeroSettings xero, QboSettings qbo, CallPermits xeroPermits, Duration callTimeout, Clock clock) {
        ProviderCalls calls = new ProviderCalls(callTimeout);
        this.xero = new XeroProvider(xero, calls, xeroPermits, clock);
        this.qbo = new QboProvider(qbo, calls, clock);
    }

    public AccountingProvider of(Provider provider) {
        return switch (provider) {
            case XERO -> xero;
            case QBO -> qbo;
        };
    }
}
