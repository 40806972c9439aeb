package io.ledgersync.sandbox.books.qbo;

import io.ledgersync.sandbox.books.Organisation;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A posting moves the stamps of the accounts and parties that it touches, whose balances are worked out from it. */
final class Touch {
    private final Organisation company;
    private final Links.Writer writer;
    private final Entries entries;

    Touch(Organisation company, Links.Writer writer) {
        this.company = company;
        this.writer = writer;
        this.entries = new Entries(company);
    }

    /** A document was written or is gone; nothing happens unless the company's postings stamp others. */
    void by(String sourceType, JsonNode document) {
        if (!company.restamping() || !document.has("TxnDate")) {
            return;
        }
        Set<String> accounts = new LinkedHashSet<>();
        entries.post(sourceType, document, (account, cents) -> accounts.add(account));
        accounts.forEach(account -> stamp("Account", account));
        stamp("Customer", document.path("CustomerRef").path("value").asString(""));
        stamp("Vendor", document.path("VendorRef").path("value").asString(""));
        JsonNode entity = document.path("EntityRef");
        stamp(entity.path("type").asString("Vendor"), entity.path("value").asString(""));
    }

    private void stamp(String sourceType, String id) {
        ObjectNode json = company.shelf(sourceType).find(id);
        if (json != null) {
            writer.write(sourceType, id, json);
        }
    }
}
