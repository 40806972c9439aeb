package io.ledgersync.xero;

/** The commercial tier of the app at Xero: what it may read, and how much a day. */
public enum XeroTier {
    STARTER(1_000, false),
    CORE(5_000, false),
    PLUS(5_000, false),
    ADVANCED(5_000, true),
    ENTERPRISE(5_000, true);

    private final int callsPerDay;
    private final boolean journals;

    XeroTier(int callsPerDay, boolean journals) {
        this.callsPerDay = callsPerDay;
        this.journals = journals;
    }

    /** Calls that each organisation permits a day. */
    public int callsPerDay() {
        return callsPerDay;
    }

    /** Whether the general ledger's journals may be read. */
    public boolean journals() {
        return journals;
    }
}
