package io.ledgersync.kit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The normalised content of a record, the same for both providers; fields as documented in the contracts' ledger
 * events.
 */
public sealed interface Entity {

    record Organisation(
            String name,
            @Nullable String legalName,
            @Nullable String baseCurrency,
            @Nullable String countryCode,
            @Nullable String timeZone,
            @Nullable Integer financialYearEndMonth,
            @Nullable Integer financialYearEndDay)
            implements Entity {}

    record Account(
            @Nullable String code,
            String name,
            String type,
            String classification,
            String status,
            @Nullable String currency,
            @Nullable String description,
            @Nullable String parentId)
            implements Entity {}

    record Contact(
            String name,
            @Nullable Boolean customer,
            @Nullable Boolean supplier,
            String status,
            @Nullable String email,
            @Nullable String taxNumber,
            @Nullable String accountNumber,
            @Nullable String currency,
            @Nullable String mergedIntoId)
            implements Entity {}

    record Item(
            @Nullable String code,
            String name,
            @Nullable String type,
            String status,
            @Nullable String description,
            @Nullable BigDecimal salesUnitPrice,
            @Nullable BigDecimal purchaseUnitPrice)
            implements Entity {}

    record Invoice(
            String direction,
            @Nullable String number,
            String status,
            @Nullable String contactId,
            @Nullable String contactName,
            @Nullable LocalDate date,
            @Nullable LocalDate dueDate,
            @Nullable String currency,
            @Nullable BigDecimal exchangeRate,
            @Nullable BigDecimal subTotal,
            @Nullable BigDecimal totalTax,
            @Nullable BigDecimal total,
            @Nullable BigDecimal amountDue,
            @Nullable String reference,
            List<DocumentLine> lines)
            implements Entity {}

    record BankTransaction(
            String direction,
            String type,
            String status,
            @Nullable String bankAccountId,
            @Nullable String contactId,
            @Nullable String contactName,
            @Nullable LocalDate date,
            @Nullable String currency,
            @Nullable BigDecimal exchangeRate,
            @Nullable BigDecimal subTotal,
            @Nullable BigDecimal totalTax,
            @Nullable BigDecimal total,
            @Nullable String reference,
            List<DocumentLine> lines)
            implements Entity {}

    record Payment(
            String direction,
            String status,
            @Nullable LocalDate date,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable BigDecimal exchangeRate,
            @Nullable String accountId,
            @Nullable String contactId,
            @Nullable String reference,
            List<Allocation> allocations)
            implements Entity {}

    record Journal(
            @Nullable String number,
            String status,
            @Nullable LocalDate date,
            @Nullable String reference,
            @Nullable String documentType,
            @Nullable String documentId,
            @Nullable String currency,
            List<JournalLine> lines)
            implements Entity {}

    record DocumentLine(
            @Nullable String id,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitAmount,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal taxAmount,
            @Nullable String taxCode,
            @Nullable String accountId,
            @Nullable String accountCode,
            @Nullable String itemId,
            List<Tracking> tracking) {}

    record JournalLine(
            @Nullable String id,
            @Nullable String accountId,
            @Nullable String accountCode,
            @Nullable String accountName,
            @Nullable String description,
            @Nullable BigDecimal debit,
            @Nullable BigDecimal credit,
            @Nullable BigDecimal taxAmount,
            @Nullable String contactId,
            List<Tracking> tracking) {}

    record Allocation(
            String documentType,
            String documentId,
            @Nullable BigDecimal amount) {}

    record Tracking(
            String category, String option, @Nullable String optionId) {}
}
