package io.ledgersync.store.trialbalance.qbo;

import static io.ledgersync.store.trialbalance.qbo.Entry.amount;
import static io.ledgersync.store.trialbalance.qbo.Entry.reference;

import io.ledgersync.store.trialbalance.Postings;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How each kind of document posts, named by its source type. */
public enum QboRule {
    INVOICE("Invoice") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            BigDecimal deposit = amount(entry.document(), "Deposit");
            entry.debit(accounts.receivable(entry), total(entry).subtract(deposit));
            if (deposit.signum() != 0) {
                entry.debit(accounts.depositedTo(entry), deposit);
            }
            Lines.ofSale(entry, accounts, 1);
        }
    },
    CREDIT_MEMO("CreditMemo") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            entry.credit(accounts.receivable(entry), total(entry));
            Lines.ofSale(entry, accounts, -1);
        }
    },
    SALES_RECEIPT("SalesReceipt") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            entry.debit(accounts.depositedTo(entry), total(entry));
            Lines.ofSale(entry, accounts, 1);
        }
    },
    REFUND_RECEIPT("RefundReceipt") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            entry.credit(accounts.depositedTo(entry), total(entry));
            Lines.ofSale(entry, accounts, -1);
        }
    },
    /** What of a payment is not yet applied lowers the receivables all the same. */
    PAYMENT("Payment") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            entry.debit(accounts.depositedTo(entry), total(entry)).credit(accounts.receivable(entry), total(entry));
        }
    },
    BILL("Bill") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            entry.credit(accounts.payable(entry), total(entry));
            Lines.ofPurchase(entry, accounts, 1);
        }
    },
    VENDOR_CREDIT("VendorCredit") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            entry.debit(accounts.payable(entry), total(entry));
            Lines.ofPurchase(entry, accounts, -1);
        }
    },
    BILL_PAYMENT("BillPayment") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            String cheque = reference(entry.document().path("CheckPayment"), "BankAccountRef");
            String card = reference(entry.document().path("CreditCardPayment"), "CCAccountRef");
            entry.debit(accounts.payable(entry), total(entry)).credit(cheque != null ? cheque : card, total(entry));
        }
    },
    PURCHASE("Purchase") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            int sign = entry.document().path("Credit").asBoolean(false) ? -1 : 1;
            entry.credit(reference(entry.document(), "AccountRef"), total(entry).multiply(BigDecimal.valueOf(sign)));
            Lines.ofPurchase(entry, accounts, sign);
        }
    },
    /** A line without an account brings money to the bank that was received before. */
    DEPOSIT("Deposit") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            entry.debit(reference(entry.document(), "DepositToAccountRef"), total(entry));
            JsonNode cash = entry.document().path("CashBack");
            if (!cash.isMissingNode()) {
                entry.debit(reference(cash, "AccountRef"), amount(cash, "Amount"));
            }
            for (JsonNode line : entry.document().path("Line")) {
                String account = reference(line.path("DepositLineDetail"), "AccountRef");
                entry.credit(account != null ? account : accounts.undeposited(), amount(line, "Amount"));
            }
        }
    },
    TRANSFER("Transfer") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            BigDecimal amount = amount(entry.document(), "Amount");
            entry.debit(reference(entry.document(), "ToAccountRef"), amount)
                    .credit(reference(entry.document(), "FromAccountRef"), amount);
        }
    },
    CREDIT_CARD_PAYMENT("CreditCardPayment") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            BigDecimal amount = amount(entry.document(), "Amount");
            entry.debit(reference(entry.document(), "CreditCardAccountRef"), amount)
                    .credit(reference(entry.document(), "BankAccountRef"), amount);
        }
    },
    JOURNAL_ENTRY("JournalEntry") {
        @Override
        void enter(Entry entry, Accounts accounts) {
            for (JsonNode line : entry.document().path("Line")) {
                JsonNode detail = line.path("JournalEntryLineDetail");
                BigDecimal amount = amount(line, "Amount");
                boolean credit = detail.path("PostingType").asString("").equalsIgnoreCase("Credit");
                if (amount.signum() != 0 && !detail.isMissingNode()) {
                    entry.debit(reference(detail, "AccountRef"), credit ? amount.negate() : amount);
                }
            }
        }
    };

    private static final Map<String, QboRule> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toMap(rule -> rule.sourceType, Function.identity()));

    private final String sourceType;

    QboRule(String sourceType) {
        this.sourceType = sourceType;
    }

    abstract void enter(Entry entry, Accounts accounts);

    /** The rule of a kind of document; empty for one that posts nothing. */
    public static Optional<QboRule> of(String sourceType) {
        return Optional.ofNullable(BY_TYPE.get(sourceType));
    }

    /** Posts a document as QuickBooks' JSON tells it. */
    public void post(JsonNode document, Accounts accounts, Postings postings) {
        Entry entry = new Entry(document);
        enter(entry, accounts);
        entry.postTo(postings);
    }

    private static BigDecimal total(Entry entry) {
        return amount(entry.document(), "TotalAmt");
    }
}
