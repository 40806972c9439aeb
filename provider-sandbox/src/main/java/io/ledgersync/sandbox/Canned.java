package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Shelf;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that a provider sends when something is wrong, whatever was asked for. */
final class Canned {
    static final String XML =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ApiException><ErrorNumber>0</ErrorNumber><Type>InternalException</Type><Message>An error occurred</Message></ApiException>";
    static final String HTML =
            "<!DOCTYPE html><html><head><title>500</title></head><body><h1>Something went wrong</h1></body></html>";
    static final String THROTTLED = Limits.THROTTLED_XML.formatted("2026-01-05T15:27:09.527-08:00");

    private Canned() {}

    /** What Xero's gateway says. */
    static String gateway(int status, String title, String detail) {
        ObjectNode body = Shelf.JSON.createObjectNode().putNull("Type").put("Title", title);
        body.put("Status", status).put("Detail", detail).put("Instance", "00000000-0000-4000-8000-000000000000");
        body.putObject("Extensions");
        return body.toString();
    }

    /** A fault of QuickBooks. */
    static String fault(String code, String message) {
        ObjectNode body = Shelf.JSON.createObjectNode();
        ObjectNode fault = body.putObject("Fault");
        fault.putArray("Error")
                .addObject()
                .put("Message", message)
                .put("Detail", message)
                .put("code", code)
                .put("element", "");
        fault.put("type", "SystemFault");
        return body.put("time", "2026-01-05T15:27:09.527-08:00").toString();
    }
}
