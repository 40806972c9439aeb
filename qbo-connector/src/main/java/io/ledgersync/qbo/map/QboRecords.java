package io.ledgersync.qbo.map;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one record of one of QuickBooks' lists. A value that is not known becomes UNKNOWN: the provider's JSON is kept
 * beside it.
 */
public final class QboRecords {
    private static final Set<String> CLASSIFICATIONS = Set.of("ASSET", "EQUITY", "EXPENSE", "LIABILITY", "REVENUE");

    private QboRecords() {}

    /** The record; what cannot be read throws {@link io.ledgersync.kit.UnreadableRecord}. */
    public static LedgerRecord read(QboList list, JsonNode json) {
        Fields record = Fields.of(list.entity(), "Id", json);
        Instant updatedAt = record.object("MetaData").parse("LastUpdatedTime", QboDates::instant, QboDates.MOMENT);
        // Only the change calls show what is gone, with hardly more than its id.
        boolean deleted = "Deleted".equalsIgnoreCase(record.text("status"));
        return new LedgerRecord(list.entity(), record.id(), updatedAt, deleted, deleted ? null : entity(list, record));
    }

    private static Entity entity(QboList list, Fields record) {
        return switch (list) {
            case COMPANY_INFO -> company(record);
            case ACCOUNT -> account(record);
            case CUSTOMER -> contact(record, true);
            case VENDOR -> contact(record, false);
            case ITEM -> item(record);
            case INVOICE -> QboDocuments.invoice(record);
            case PAYMENT -> QboDocuments.payment(record);
            case PURCHASE -> QboDocuments.purchase(record);
            case JOURNAL_ENTRY -> QboJournals.journal(record);
        };
    }

    private static Entity company(Fields company) {
        FinancialYear year = FinancialYear.beginningIn(company.text("FiscalYearStartMonth"));
        return new Entity.Organisation(
                company.textOrEmpty("CompanyName"),
                company.text("LegalName"),
                null,
                company.text("Country"),
                company.text("DefaultTimeZone"),
                year.endMonth(),
                year.endDay());
    }

    private static Entity account(Fields account) {
        String type = account.text("AccountType");
        String classification = account.textOrEmpty("Classification").toUpperCase(Locale.ROOT);
        return new Entity.Account(
                account.text("AcctNum"),
                account.textOrEmpty("Name"),
                type == null ? "UNKNOWN" : type,
                CLASSIFICATIONS.contains(classification) ? classification : "UNKNOWN",
                active(account),
                currency(account),
                account.text("Description"),
                reference(account, "ParentRef"));
    }

    private static Entity contact(Fields contact, boolean customer) {
        return new Entity.Contact(
                contact.textOrEmpty("DisplayName"),
                customer,
                !customer,
                active(contact),
                contact.object("PrimaryEmailAddr").text("Address"),
                contact.text(customer ? "PrimaryTaxIdentifier" : "TaxIdentifier"),
                contact.text("AcctNum"),
                currency(contact),
                null);
    }

    private static Entity item(Fields item) {
        return new Entity.Item(
                item.text("Sku"),
                item.textOrEmpty("Name"),
                item.text("Type"),
                active(item),
                item.text("Description"),
                item.decimal("UnitPrice"),
                item.decimal("PurchaseCost"));
    }

    /** A name is never deleted but made inactive. */
    private static String active(Fields name) {
        Boolean active = name.flag("Active");
        return active == null ? "UNKNOWN" : active ? "ACTIVE" : "ARCHIVED";
    }

    static @Nullable String currency(Fields fields) {
        return reference(fields, "CurrencyRef");
    }

    static @Nullable String reference(Fields fields, String name) {
        return fields.object(name).text("value");
    }

    static @Nullable LocalDate date(Fields fields, String name) {
        return fields.parse(name, QboDates::date, QboDates.DATE);
    }
}
