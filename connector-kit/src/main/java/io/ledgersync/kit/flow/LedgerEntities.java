package io.ledgersync.kit.flow;

import io.ledgersync.contract.ledger.Account;
import io.ledgersync.contract.ledger.AccountChanged;
import io.ledgersync.contract.ledger.Allocation;
import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.contract.ledger.BankTransactionChanged;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.contract.ledger.ContactChanged;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.InvoiceChanged;
import io.ledgersync.contract.ledger.Item;
import io.ledgersync.contract.ledger.ItemChanged;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalChanged;
import io.ledgersync.contract.ledger.JournalLine;
import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.contract.ledger.OrganisationChanged;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.contract.ledger.PaymentChanged;
import io.ledgersync.contract.ledger.Tracking;
import io.ledgersync.kit.Entity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The kit's entities as the ledger's events; amounts get ten places, half even. */
final class LedgerEntities {
    private static final int PLACES = 10;

    private static final Map<Class<? extends Entity>, BiFunction<Change, @Nullable Entity, SpecificRecord>> EVENTS =
            Map.of(
                    Entity.Organisation.class, LedgerEntities::organisation,
                    Entity.Account.class, LedgerEntities::account,
                    Entity.Contact.class, LedgerEntities::contact,
                    Entity.Item.class, LedgerEntities::item,
                    Entity.Invoice.class, LedgerEntities::invoice,
                    Entity.BankTransaction.class, LedgerEntities::bankTransaction,
                    Entity.Payment.class, LedgerEntities::payment,
                    Entity.Journal.class, LedgerEntities::journal);

    private LedgerEntities() {}

    /** The event of a change to an entity of this kind; the entity is null when the record is gone. */
    static SpecificRecord changed(Class<? extends Entity> kind, Change change, @Nullable Entity entity) {
        BiFunction<Change, @Nullable Entity, SpecificRecord> event = EVENTS.get(kind);
        if (event == null) {
            throw new IllegalArgumentException("no event for entities of " + kind);
        }
        return event.apply(change, entity);
    }

    private static SpecificRecord organisation(Change change, @Nullable Entity entity) {
        return new OrganisationChanged(
                change,
                entity instanceof Entity.Organisation o
                        ? new Organisation(
                                o.name(),
                                o.legalName(),
                                o.baseCurrency(),
                                o.countryCode(),
                                o.timeZone(),
                                o.financialYearEndMonth(),
                                o.financialYearEndDay())
                        : null);
    }

    private static SpecificRecord account(Change change, @Nullable Entity entity) {
        return new AccountChanged(
                change,
                entity instanceof Entity.Account a
                        ? new Account(
                                a.code(),
                                a.name(),
                                a.type(),
                                a.classification(),
                                a.status(),
                                a.currency(),
                                a.description(),
                                a.parentId())
                        : null);
    }

    private static SpecificRecord contact(Change change, @Nullable Entity entity) {
        return new ContactChanged(
                change,
                entity instanceof Entity.Contact c
                        ? new Contact(
                                c.name(),
                                c.customer(),
                                c.supplier(),
                                c.status(),
                                c.email(),
                                c.taxNumber(),
                                c.accountNumber(),
                                c.currency(),
                                c.mergedIntoId())
                        : null);
    }

    private static SpecificRecord item(Change change, @Nullable Entity entity) {
        return new ItemChanged(
                change,
                entity instanceof Entity.Item i
                        ? new Item(
                                i.code(),
                                i.name(),
                                i.type(),
                                i.status(),
                                i.description(),
                                places(i.salesUnitPrice()),
                                places(i.purchaseUnitPrice()))
                        : null);
    }

    private static SpecificRecord invoice(Change change, @Nullable Entity entity) {
        return new InvoiceChanged(
                change,
                entity instanceof Entity.Invoice i
                        ? new Invoice(
                                i.direction(),
                                i.number(),
                                i.status(),
                                i.contactId(),
                                i.contactName(),
                                i.date(),
                                i.dueDate(),
                                i.currency(),
                                places(i.exchangeRate()),
                                places(i.subTotal()),
                                places(i.totalTax()),
                                places(i.total()),
                                places(i.amountDue()),
                                i.reference(),
                                documentLines(i.lines()))
                        : null);
    }

    private static SpecificRecord bankTransaction(Change change, @Nullable Entity entity) {
        return new BankTransactionChanged(
                change,
                entity instanceof Entity.BankTransaction b
                        ? new BankTransaction(
                                b.direction(),
                                b.type(),
                                b.status(),
                                b.bankAccountId(),
                                b.contactId(),
                                b.contactName(),
                                b.date(),
                                b.currency(),
                                places(b.exchangeRate()),
                                places(b.subTotal()),
                                places(b.totalTax()),
                                places(b.total()),
                                b.reference(),
                                documentLines(b.lines()))
                        : null);
    }

    private static SpecificRecord payment(Change change, @Nullable Entity entity) {
        return new PaymentChanged(
                change,
                entity instanceof Entity.Payment p
                        ? new Payment(
                                p.direction(),
                                p.status(),
                                p.date(),
                                places(p.amount()),
                                p.currency(),
                                places(p.exchangeRate()),
                                p.accountId(),
                                p.contactId(),
                                p.reference(),
                                p.allocations().stream()
                                        .map(a -> new Allocation(a.documentType(), a.documentId(), places(a.amount())))
                                        .toList())
                        : null);
    }

    private static SpecificRecord journal(Change change, @Nullable Entity entity) {
        return new JournalChanged(
                change,
                entity instanceof Entity.Journal j
                        ? new Journal(
                                j.number(),
                                j.status(),
                                j.date(),
                                j.reference(),
                                j.documentType(),
                                j.documentId(),
                                j.currency(),
                                j.lines().stream()
                                        .map(LedgerEntities::journalLine)
                                        .toList())
                        : null);
    }

    private static JournalLine journalLine(Entity.JournalLine line) {
        return new JournalLine(
                line.id(),
                line.accountId(),
                line.accountCode(),
                line.accountName(),
                line.description(),
                places(line.debit()),
                places(line.credit()),
                places(line.taxAmount()),
                line.contactId(),
                tracking(line.tracking()));
    }

    private static List<DocumentLine> documentLines(List<Entity.DocumentLine> lines) {
        return lines.stream()
                .map(line -> new DocumentLine(
                        line.id(),
                        line.description(),
                        places(line.quantity()),
                        places(line.unitAmount()),
                        places(line.amount()),
                        places(line.taxAmount()),
                        line.taxCode(),
                        line.accountId(),
                        line.accountCode(),
                        line.itemId(),
                        tracking(line.tracking())))
                .toList();
    }

    private static List<Tracking> tracking(List<Entity.Tracking> tracking) {
        return tracking.stream()
                .map(one -> new Tracking(one.category(), one.option(), one.optionId()))
                .toList();
    }

    private static @Nullable BigDecimal places(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.setScale(PLACES, RoundingMode.HALF_EVEN);
    }
}
