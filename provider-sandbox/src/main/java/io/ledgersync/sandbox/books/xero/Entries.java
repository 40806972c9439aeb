package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.xero.documents.Amounts;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a document says in the ledger, read from the document as Xero shows it. */
public final class Entries {
    private static final Set<String> IN_FORCE = Set.of("AUTHORISED", "PAID", "POSTED");
    private static final Map<String, String> PAYMENTS = Map.of(
            "RECEIVE", "CASHREC", "SPEND", "CASHPAID", "BankTransfer", "TRANSFER", "ManualJournal", "MANJOURNAL");

    private final Organisation books;
    private final Chart chart;

    public Entries(Organisation books, Chart chart) {
        this.books = books;
        this.chart = chart;
    }

    /** One line in cents of the books' currency, debit positive. */
    public record Line(String accountId, String description, long net, long tax, String taxType) {
        Line(String accountId, long net) {
            this(accountId, "", net, 0, "");
        }
    }

    /** The lines of a document; none when it does not stand in the ledger. */
    public List<Line> of(String sourceType, JsonNode document) {
        // A bank transaction that is a prepayment or overpayment is posted as that, under its other id.
        boolean twin = sourceType.equals("BankTransaction")
                && document.path("Type").asString("").endsWith("PAYMENT");
        if (twin || !IN_FORCE.contains(document.path("Status").asString(""))) {
            return List.of();
        }
        return switch (sourceType) {
            case "Invoice", "CreditNote", "BankTransaction", "Prepayment", "Overpayment" -> voucher(document);
            case "Payment" -> payment(document);
            case "BankTransfer" -> {
                long cents = cents(document.path("Amount"));
                yield List.of(
                        new Line(id(document.path("ToBankAccount")), cents),
                        new Line(id(document.path("FromBankAccount")), -cents));
            }
            case "ManualJournal" -> {
                List<Line> lines = new ArrayList<>();
                document.path("JournalLines")
                        .forEach(line -> lines.add(new Line(
                                id(line),
                                line.path("Description").asString(""),
                                cents(line.path("LineAmount")),
                                0,
                                line.path("TaxType").asString(""))));
                yield lines;
            }
            default -> List.of();
        };
    }

    /** The journal's word for a document. */
    String journalType(String sourceType, JsonNode document) {
        String type = document.path("Type").asString("");
        return switch (sourceType) {
            case "Payment" -> document.path("PaymentType").asString("");
            case "Prepayment", "Overpayment" ->
                (type.startsWith("RECEIVE") ? "AR" : "AP") + sourceType.toUpperCase(java.util.Locale.ROOT);
            default -> PAYMENTS.getOrDefault(type.isEmpty() ? sourceType : type, type);
        };
    }

    private List<Line> voucher(JsonNode document) {
        String type = document.path("Type").asString("");
        boolean debits = type.startsWith("RECEIVE") || type.equals("ACCREC") || type.equals("ACCPAYCREDIT");
        int sign = debits ? 1 : -1;
        String contra = !type.startsWith("ACC")
                ? document.path("BankAccount").path("AccountID").asString(chart.id(Chart.BANK))
                : chart.id(type.startsWith("ACCREC") ? Chart.DEBTORS : Chart.CREDITORS);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(contra, sign * inBooks(document)));
        for (JsonNode line : document.path("LineItems")) {
            long tax = base(cents(line.path("TaxAmount")), document);
            lines.add(new Line(
                    id(line),
                    line.path("Description").asString(""),
                    -sign * base(net(document, line), document),
                    -sign * tax,
                    line.path("TaxType").asString("")));
            if (tax != 0) {
                lines.add(new Line(chart.id(Chart.TAX), -sign * tax));
            }
        }
        return lines;
    }

    private List<Line> payment(JsonNode payment) {
        JsonNode invoice = books.shelf("Invoice")
                .find(payment.path("Invoice").path("InvoiceID").asString(""));
        boolean sale = payment.path("PaymentType").asString("").startsWith("ACCREC");
        int sign = sale ? 1 : -1;
        long moved = base(cents(payment.path("Amount")), payment);
        long cleared = invoice == null ? moved : inBooks(invoice);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(id(payment.path("Account")), sign * moved));
        lines.add(new Line(chart.id(sale ? Chart.DEBTORS : Chart.CREDITORS), -sign * cleared));
        if (moved != cleared) {
            lines.add(new Line(chart.id(Chart.GAINS), sign * (cleared - moved)));
        }
        return lines;
    }

    /** A whole document in the books' currency: the sum of its lines, each rounded for itself. */
    private static long inBooks(JsonNode document) {
        long sum = 0;
        for (JsonNode line : document.path("LineItems")) {
            sum += base(net(document, line), document) + base(cents(line.path("TaxAmount")), document);
        }
        return sum;
    }

    private static long net(JsonNode document, JsonNode line) {
        boolean inclusive = document.path("LineAmountTypes").asString("").equals("Inclusive");
        long amount = cents(line.path("LineAmount"));
        return inclusive ? amount - cents(line.path("TaxAmount")) : amount;
    }

    private static long base(long cents, JsonNode document) {
        JsonNode rate = document.path("CurrencyRate");
        long tenThousandths = rate.isNumber()
                ? rate.decimalValue()
                        .movePointRight(4)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue()
                : 0;
        // Recorded payments in the books' own currency say 0.
        return tenThousandths == 0 ? cents : Amounts.base(cents, tenThousandths);
    }

    private static String id(JsonNode account) {
        return account.path("AccountID").asString("");
    }

    private static long cents(JsonNode amount) {
        return amount.isNumber()
                ? amount.decimalValue()
                        .movePointRight(2)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue()
                : 0;
    }
}
