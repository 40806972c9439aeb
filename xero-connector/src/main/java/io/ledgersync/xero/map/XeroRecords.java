package io.ledgersync.xero.map;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one record of one of Xero's lists. An enum value that is not known becomes UNKNOWN: the provider's JSON is kept
 * beside it.
 */
public final class XeroRecords {
    private static final String UNKNOWN = "UNKNOWN";

    private XeroRecords() {}

    /** The record; what cannot be read throws {@link io.ledgersync.kit.UnreadableRecord}. */
    public static LedgerRecord read(XeroList list, JsonNode json) {
        return switch (list) {
            case ORGANISATION -> organisation(Fields.of(list.sourceType(), "OrganisationID", json));
            case ACCOUNTS -> account(Fields.of(list.sourceType(), "AccountID", json));
            case CONTACTS -> contact(Fields.of(list.sourceType(), "ContactID", json));
            case INVOICES -> changed(list, XeroDocuments::invoice, Fields.of(list.sourceType(), "InvoiceID", json));
            case PAYMENTS -> changed(list, XeroDocuments::payment, Fields.of(list.sourceType(), "PaymentID", json));
            case BANK_TRANSACTIONS ->
                changed(list, XeroDocuments::bankTransaction, Fields.of(list.sourceType(), "BankTransactionID", json));
            case JOURNALS -> journal(Fields.of(list.sourceType(), "JournalID", json));
        };
    }

    private static LedgerRecord changed(
            XeroList list, java.util.function.Function<Fields, Entity> entity, Fields record) {
        return record(list, record, instant(record, "UpdatedDateUTC"), entity.apply(record));
    }

    private static LedgerRecord organisation(Fields record) {
        Entity entity = new Entity.Organisation(
                record.textOrEmpty("Name"),
                record.text("LegalName"),
                record.text("BaseCurrency"),
                record.text("CountryCode"),
                record.text("Timezone"),
                record.whole("FinancialYearEndMonth"),
                record.whole("FinancialYearEndDay"));
        return record(XeroList.ORGANISATION, record, null, entity);
    }

    private static LedgerRecord account(Fields record) {
        String type = record.text("Type");
        Entity entity = new Entity.Account(
                record.text("Code"),
                record.textOrEmpty("Name"),
                type == null ? UNKNOWN : type,
                oneOf(record, "Class", Set.of("ASSET", "EQUITY", "EXPENSE", "LIABILITY", "REVENUE")),
                oneOf(record, "Status", Set.of("ACTIVE", "ARCHIVED", "DELETED")),
                record.text("CurrencyCode"),
                record.text("Description"),
                null);
        return changed(XeroList.ACCOUNTS, ignored -> entity, record);
    }

    private static LedgerRecord contact(Fields record) {
        String status = oneOf(record, "ContactStatus", Set.of("ACTIVE", "ARCHIVED", "GDPRREQUEST"));
        Entity entity = new Entity.Contact(
                record.textOrEmpty("Name"),
                record.flag("IsCustomer"),
                record.flag("IsSupplier"),
                // Whoever asked to be forgotten is archived for good.
                status.equals("GDPRREQUEST") ? "ARCHIVED" : status,
                record.text("EmailAddress"),
                record.text("TaxNumber"),
                record.text("AccountNumber"),
                record.text("DefaultCurrency"),
                record.text("MergedToContactID"));
        return changed(XeroList.CONTACTS, ignored -> entity, record);
    }

    private static LedgerRecord journal(Fields record) {
        return record(XeroList.JOURNALS, record, instant(record, "CreatedDateUTC"), XeroDocuments.journal(record));
    }

    private static LedgerRecord record(XeroList list, Fields record, @Nullable Instant updatedAt, Entity entity) {
        return new LedgerRecord(list.sourceType(), record.id(), updatedAt, false, entity);
    }

    static @Nullable Instant instant(Fields fields, String name) {
        return fields.parse(name, XeroDates::instant, XeroDates.ALLOWED);
    }

    static @Nullable LocalDate date(Fields fields, String name) {
        return fields.parse(name, XeroDates::date, XeroDates.ALLOWED);
    }

    static String oneOf(Fields fields, String name, Set<String> known) {
        String value = fields.text(name);
        return value != null && known.contains(value) ? value : UNKNOWN;
    }
}
