package io.ledgersync.store.entity;

import io.ledgersync.contract.ledger.Account;
import io.ledgersync.contract.ledger.AccountChanged;
import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.contract.ledger.BankTransactionChanged;
import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.contract.ledger.ContactChanged;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.InvoiceChanged;
import io.ledgersync.contract.ledger.Item;
import io.ledgersync.contract.ledger.ItemChanged;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalChanged;
import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.contract.ledger.OrganisationChanged;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.contract.ledger.PaymentChanged;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The kinds of entity, each with the event that carries it and the collection that holds it. */
public enum EntityKind {
    ORGANISATIONS(OrganisationChanged.getClassSchema(), Organisation.getClassSchema()),
    ACCOUNTS(AccountChanged.getClassSchema(), Account.getClassSchema()),
    CONTACTS(ContactChanged.getClassSchema(), Contact.getClassSchema()),
    ITEMS(ItemChanged.getClassSchema(), Item.getClassSchema()),
    INVOICES(InvoiceChanged.getClassSchema(), Invoice.getClassSchema()),
    BANK_TRANSACTIONS(BankTransactionChanged.getClassSchema(), BankTransaction.getClassSchema()),
    PAYMENTS(PaymentChanged.getClassSchema(), Payment.getClassSchema()),
    JOURNALS(JournalChanged.getClassSchema(), Journal.getClassSchema());

    private static final Map<String, EntityKind> BY_EVENT =
            Arrays.stream(values()).collect(Collectors.toMap(kind -> kind.event.getFullName(), Function.identity()));
    private static final Map<String, EntityKind> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toMap(EntityKind::path, Function.identity()));

    private final Schema event;
    private final Schema entity;

    EntityKind(Schema event, Schema entity) {
        this.event = event;
        this.entity = entity;
    }

    /** The name in paths and of the collection, e.g. "bank-transactions". */
    public String path() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** How the entity is made. */
    public Schema schema() {
        return entity;
    }

    /** The kind that an event carries; empty for an event that is no entity's or that is not known yet. */
    public static Optional<EntityKind> ofEvent(String schemaFullName) {
        return Optional.ofNullable(BY_EVENT.get(schemaFullName));
    }

    /** The kind that a path names. */
    public static Optional<EntityKind> ofPath(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /** All paths, for messages. */
    public static String allPaths() {
        return Arrays.stream(values()).map(EntityKind::path).collect(Collectors.joining(", "));
    }
}
