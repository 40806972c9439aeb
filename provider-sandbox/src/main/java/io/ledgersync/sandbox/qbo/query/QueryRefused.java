package io.ledgersync.sandbox.qbo.query;

/** A query that is refused, with the code and in the words of the real one. */
public final class QueryRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    private QueryRefused(String code, String detail) {
        super(detail);
        this.code = code;
    }

    static QueryRefused unreadable(String detail) {
        return new QueryRefused("4000", "QueryParserError: " + detail);
    }

    static QueryRefused invalid(String detail) {
        return new QueryRefused("4001", "QueryValidationError: " + detail);
    }

    public String code() {
        return code;
    }

    /** What the envelope calls it. */
    public String title() {
        return code.equals("4000") ? "Error parsing query" : "Invalid query";
    }
}
