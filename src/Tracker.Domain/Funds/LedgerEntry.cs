namespace Tracker.Domain.Funds;

/// <summary>What a ledger entry records, with its transaction type in the IATI Standard (docs/domain.md, Money).</summary>
public enum LedgerEntryType
{
    /// <summary>A promise to pay in. IATI transaction type 13, incoming pledge.</summary>
    Pledge,

    /// <summary>Money paid in. IATI transaction type 1, incoming funds.</summary>
    Receipt,

    /// <summary>Money set aside for a project. IATI transaction type 2, outgoing commitment.</summary>
    Approval,

    /// <summary>Money paid out to a project. IATI transaction type 3, disbursement.</summary>
    Disbursement,

    /// <summary>The fund's own costs. IATI transaction type 4, expenditure.</summary>
    Expenditure,

    /// <summary>Money that came back. IATI transaction type 3 with a negative value.</summary>
    Return,

    /// <summary>The fund's past is not recorded; it then has no balance and no ratio.</summary>
    OpeningPosition,
}

/// <summary>One entry of a fund's ledger; append-only. A correction is a reversing entry.</summary>
public sealed class LedgerEntry
{
    private LedgerEntry() // EF
    {
        Fund = "";
        ByName = "";
    }

    internal LedgerEntry(Guid fundId, string fund, int sequence, NewLedgerEntry entry, Actor by, DateTime recordedAt)
    {
        FundId = fundId;
        Fund = fund;
        Sequence = sequence;
        Type = entry.Type;
        On = entry.On;
        AmountMinor = entry.Amount?.Minor;
        Currency = entry.Amount?.Currency;
        Counterpart = entry.Counterpart;
        Document = entry.Document;
        ItemServed = entry.ItemServed;
        Note = entry.Note;
        Reverses = entry.Reverses;
        OtherFund = entry.Other?.Fund;
        OtherSequence = entry.Other?.Sequence;
        ById = by.PersonId;
        ByName = by.Name;
        RecordedAt = recordedAt;
    }

    public Guid FundId { get; private set; }

    /// <summary>Code of the fund.</summary>
    public string Fund { get; private set; }

    /// <summary>1, 2, 3 … within the fund, in the order of recording.</summary>
    public int Sequence { get; private set; }

    public LedgerEntryType Type { get; private set; }

    /// <summary>The day of the event, in the organisation's time zone; never in the future.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Null where no amount was named; a total that contains one reads "at least".</summary>
    public long? AmountMinor { get; private set; }

    /// <summary>Three letters of ISO 4217; null where no amount was named.</summary>
    public string? Currency { get; private set; }

    /// <summary>Who paid or received it, in words.</summary>
    public string? Counterpart { get; private set; }

    /// <summary>Code of the document that it rests on.</summary>
    public string? Document { get; private set; }

    /// <summary>Code of the item that the money serves.</summary>
    public string? ItemServed { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Sequence of the entry that this one takes back.</summary>
    public int? Reverses { get; private set; }

    /// <summary>Code of the fund whose ledger holds the other side of this transfer; kept by one of the two sides and shown on both.</summary>
    public string? OtherFund { get; private set; }

    /// <summary>Sequence of the other side in the ledger of <see cref="OtherFund"/>.</summary>
    public int? OtherSequence { get; private set; }

    /// <summary>The other side of a transfer from fund to fund, where this entry names it.</summary>
    public LedgerPlace? Other => OtherFund is { } fund && OtherSequence is { } sequence ? new(fund, sequence) : null;

    public Guid ById { get; private set; }
    public string ByName { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; private set; }
}

/// <summary>An entry by the code of its fund and its number in that ledger.</summary>
public sealed record LedgerPlace(string Fund, int Sequence);

/// <summary>What a register keeper enters into a ledger.</summary>
/// <param name="Reverses">Sequence of the entry that it takes back.</param>
/// <param name="Other">The other side of a transfer, in the ledger of another fund.</param>
public sealed record NewLedgerEntry(
    LedgerEntryType Type,
    DateOnly On,
    Money? Amount = null,
    string? Counterpart = null,
    string? Document = null,
    string? ItemServed = null,
    string? Note = null,
    int? Reverses = null,
    LedgerPlace? Other = null)
{
    /// <summary>What takes an entry back from a day on: its type and amount once more, and why.</summary>
    public static NewLedgerEntry Reversing(LedgerEntry entry, DateOnly on, string? reason) => new(
        entry.Type,
        on,
        entry.AmountMinor is { } minor && entry.Currency is { } currency ? new(minor, currency) : null,
        entry.Counterpart,
        entry.Document,
        entry.ItemServed,
        reason,
        entry.Sequence);
}

/// <summary>The other side of a transfer as its own ledger has it.</summary>
/// <param name="IsTaken">It is taken back, or already the other side of another entry.</param>
public sealed record OtherSide(LedgerEntry Entry, bool IsTaken);
