package io.ledgersync.sandbox.books.qbo;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.qbo.kind.Amounts;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a document says in the ledger, read from the document as QuickBooks shows it. */
public final class Entries {
    private final Organisation company;
    private final Map<String, String> system = new HashMap<>();

    public Entries(Organisation company) {
        this.company = company;
    }

    /** Gives each account's sum to a taker, in cents of the home currency, debit positive. */
    public void post(String sourceType, JsonNode document, ObjLongConsumer<String> taker) {
        long total = cents(document, document.path("TotalAmt"));
        switch (sourceType) {
            case "Invoice" -> lines(document, receivable(), 1, taker);
            case "CreditMemo" -> lines(document, receivable(), -1, taker);
            case "SalesReceipt" -> lines(document, account(document, "DepositToAccountRef"), 1, taker);
            case "RefundReceipt" -> lines(document, account(document, "DepositToAccountRef"), -1, taker);
            case "Deposit" -> lines(document, account(document, "DepositToAccountRef"), 1, taker);
            case "Bill" -> lines(document, payable(document), -1, taker);
            case "VendorCredit" -> lines(document, payable(document), 1, taker);
            case "Purchase" ->
                lines(
                        document,
                        account(document, "AccountRef"),
                        document.path("Credit").asBoolean(false) ? 1 : -1,
                        taker);
            case "Payment" -> move(account(document, "DepositToAccountRef"), receivable(), total, taker);
            case "BillPayment" -> move(payable(document), paidFrom(document), total, taker);
            case "Transfer" ->
                move(account(document, "ToAccountRef"), account(document, "FromAccountRef"), amount(document), taker);
            case "CreditCardPayment" ->
                move(
                        account(document, "CreditCardAccountRef"),
                        account(document, "BankAccountRef"),
                        amount(document),
                        taker);
            case "JournalEntry" -> entry(document, taker);
            default -> {
                // Names, orders and offers stand in no ledger.
            }
        }
    }

    private void lines(JsonNode document, String contra, int sign, ObjLongConsumer<String> taker) {
        long tax = cents(document, document.path("TxnTaxDetail").path("TotalTax"));
        long sum = tax;
        for (JsonNode line : document.path("Line")) {
            String account = lineAccount(line.path(line.path("DetailType").asString("")));
            if (account != null) {
                long cents = cents(document, line.path("Amount"));
                sum += cents;
                taker.accept(account, -sign * cents);
            }
        }
        if (tax != 0) {
            taker.accept(ofType("Other Current Liability", "GlobalTaxPayable"), -sign * tax);
        }
        taker.accept(contra, sign * sum);
    }

    private static @Nullable String lineAccount(JsonNode detail) {
        String account = account(detail, detail.has("ItemAccountRef") ? "ItemAccountRef" : "AccountRef");
        return account.isEmpty() ? null : account;
    }

    private static void entry(JsonNode entry, ObjLongConsumer<String> taker) {
        for (JsonNode line : entry.path("Line")) {
            JsonNode detail = line.path("JournalEntryLineDetail");
            long cents = cents(entry, line.path("Amount"));
            taker.accept(
                    account(detail, "AccountRef"),
                    detail.path("PostingType").asString("").equals("Debit") ? cents : -cents);
        }
    }

    private static void move(String to, String from, long cents, ObjLongConsumer<String> taker) {
        taker.accept(to, cents);
        taker.accept(from, -cents);
    }

    private static long amount(JsonNode document) {
        return cents(document, document.path("Amount"));
    }

    private static long cents(JsonNode document, JsonNode amount) {
        long rate = document.path("ExchangeRate")
                .decimalValue(BigDecimal.ONE)
                .movePointRight(4)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return Amounts.home(
                amount.decimalValue(BigDecimal.ZERO).movePointRight(2).longValueExact(), rate);
    }

    private static String account(JsonNode fields, String name) {
        return fields.path(name).path("value").asString("");
    }

    private String paidFrom(JsonNode payment) {
        String cheque = account(payment.path("CheckPayment"), "BankAccountRef");
        return cheque.isEmpty() ? account(payment.path("CreditCardPayment"), "CCAccountRef") : cheque;
    }

    private String payable(JsonNode document) {
        String named = account(document, "APAccountRef");
        return named.isEmpty() ? ofType("Accounts Payable", "") : named;
    }

    private String receivable() {
        return ofType("Accounts Receivable", "");
    }

    /** The first account of a type; where a chart has none, the last that was generated. */
    private String ofType(String type, String subType) {
        return system.computeIfAbsent(type, any -> {
            String[] found = {""};
            Shelf accounts = QboBooks.shelf(company, "Account");
            accounts.forEach((id, account) -> {
                boolean is = account.path("AccountType").asString("").equals(type)
                        && account.path("AccountSubType").asString("").startsWith(subType);
                if (found[0].isEmpty() && is) {
                    found[0] = id;
                }
            });
            return found[0].isEmpty() ? Chart.id(Math.max(0, accounts.base().size() - 1)) : found[0];
        });
    }
}
