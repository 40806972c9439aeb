package io.ledgersync.kit;

import io.ledgersync.contract.ledger.Account;
import io.ledgersync.contract.ledger.AccountChanged;
import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.contract.ledger.BankTransactionChanged;
import io.ledgersync.contract.ledger.Budget;
import io.ledgersync.contract.ledger.BudgetChanged;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.contract.ledger.ContactChanged;
import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.contract.ledger.CreditChanged;
import io.ledgersync.contract.ledger.Currency;
import io.ledgersync.contract.ledger.CurrencyChanged;
import io.ledgersync.contract.ledger.Dimension;
import io.ledgersync.contract.ledger.DimensionChanged;
import io.ledgersync.contract.ledger.DocumentLink;
import io.ledgersync.contract.ledger.DocumentLinkChanged;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.InvoiceChanged;
import io.ledgersync.contract.ledger.Item;
import io.ledgersync.contract.ledger.ItemChanged;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalChanged;
import io.ledgersync.contract.ledger.Order;
import io.ledgersync.contract.ledger.OrderChanged;
import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.contract.ledger.OrganisationChanged;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.contract.ledger.PaymentBatch;
import io.ledgersync.contract.ledger.PaymentBatchChanged;
import io.ledgersync.contract.ledger.PaymentChanged;
import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.contract.ledger.ReferenceDataChanged;
import io.ledgersync.contract.ledger.TaxRate;
import io.ledgersync.contract.ledger.TaxRateChanged;
import io.ledgersync.contract.ledger.Transfer;
import io.ledgersync.contract.ledger.TransferChanged;
import io.ledgersync.contract.ledger.TrialBalance;
import io.ledgersync.contract.ledger.TrialBalanceChanged;
import io.ledgersync.contract.ledger.User;
import io.ledgersync.contract.ledger.UserChanged;
import java.util.function.BiFunction;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One of the contract's kinds of entity, and the event that says that one has changed.
 *
 * @param entity the entity's class
 * @param event the event's schema
 * @param changed makes the event; the entity is null when the record is gone
 */
public record LedgerKind<E extends SpecificRecord>(
        Class<E> entity, Schema event, BiFunction<Change, @Nullable E, SpecificRecord> changed) {
    public static final LedgerKind<Organisation> ORGANISATION =
            new LedgerKind<>(Organisation.class, OrganisationChanged.getClassSchema(), OrganisationChanged::new);
    public static final LedgerKind<User> USER =
            new LedgerKind<>(User.class, UserChanged.getClassSchema(), UserChanged::new);
    public static final LedgerKind<Account> ACCOUNT =
            new LedgerKind<>(Account.class, AccountChanged.getClassSchema(), AccountChanged::new);
    public static final LedgerKind<TaxRate> TAX_RATE =
            new LedgerKind<>(TaxRate.class, TaxRateChanged.getClassSchema(), TaxRateChanged::new);
    public static final LedgerKind<Dimension> DIMENSION =
            new LedgerKind<>(Dimension.class, DimensionChanged.getClassSchema(), DimensionChanged::new);
    public static final LedgerKind<Currency> CURRENCY =
            new LedgerKind<>(Currency.class, CurrencyChanged.getClassSchema(), CurrencyChanged::new);
    public static final LedgerKind<ReferenceData> REFERENCE_DATA =
            new LedgerKind<>(ReferenceData.class, ReferenceDataChanged.getClassSchema(), ReferenceDataChanged::new);
    public static final LedgerKind<Item> ITEM =
            new LedgerKind<>(Item.class, ItemChanged.getClassSchema(), ItemChanged::new);
    public static final LedgerKind<Contact> CONTACT =
            new LedgerKind<>(Contact.class, ContactChanged.getClassSchema(), ContactChanged::new);
    public static final LedgerKind<Invoice> INVOICE =
            new LedgerKind<>(Invoice.class, InvoiceChanged.getClassSchema(), InvoiceChanged::new);
    public static final LedgerKind<Credit> CREDIT =
            new LedgerKind<>(Credit.class, CreditChanged.getClassSchema(), CreditChanged::new);
    public static final LedgerKind<BankTransaction> BANK_TRANSACTION = new LedgerKind<>(
            BankTransaction.class, BankTransactionChanged.getClassSchema(), BankTransactionChanged::new);
    public static final LedgerKind<Transfer> TRANSFER =
            new LedgerKind<>(Transfer.class, TransferChanged.getClassSchema(), TransferChanged::new);
    public static final LedgerKind<Payment> PAYMENT =
            new LedgerKind<>(Payment.class, PaymentChanged.getClassSchema(), PaymentChanged::new);
    public static final LedgerKind<PaymentBatch> PAYMENT_BATCH =
            new LedgerKind<>(PaymentBatch.class, PaymentBatchChanged.getClassSchema(), PaymentBatchChanged::new);
    public static final LedgerKind<Journal> JOURNAL =
            new LedgerKind<>(Journal.class, JournalChanged.getClassSchema(), JournalChanged::new);
    public static final LedgerKind<Order> ORDER =
            new LedgerKind<>(Order.class, OrderChanged.getClassSchema(), OrderChanged::new);
    public static final LedgerKind<Budget> BUDGET =
            new LedgerKind<>(Budget.class, BudgetChanged.getClassSchema(), BudgetChanged::new);
    public static final LedgerKind<DocumentLink> DOCUMENT_LINK =
            new LedgerKind<>(DocumentLink.class, DocumentLinkChanged.getClassSchema(), DocumentLinkChanged::new);
    public static final LedgerKind<TrialBalance> TRIAL_BALANCE =
            new LedgerKind<>(TrialBalance.class, TrialBalanceChanged.getClassSchema(), TrialBalanceChanged::new);

    /**
     * The event of a change.
     *
     * @throws ClassCastException when the entity is of another kind
     */
    public SpecificRecord event(Change change, @Nullable SpecificRecord content) {
        return changed.apply(change, content == null ? null : entity.cast(content));
    }
}
