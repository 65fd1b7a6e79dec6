using Tracker.Domain.Items;

namespace Tracker.Domain.Funds;

/// <summary>The ledger of one fund (docs/domain.md, Money).</summary>
public sealed class Ledger(Item fund, IReadOnlyList<LedgerEntry> entries)
{
    /// <summary>Ten million million of a currency with cents; more is a slip, and sums stay far from overflowing.</summary>
    private const long MostMinor = 1_000_000_000_000_000;

    /// <summary>In the order of recording, those taken back included.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; } = entries;

    /// <summary>What counts on a day: an entry taken back later still counts before.</summary>
    public IReadOnlyList<LedgerEntry> StandingOn(DateOnly day)
    {
        var known = Entries.Where(e => e.On <= day).ToList();
        var takenBack = known.Select(e => e.Reverses).OfType<int>().ToHashSet();
        return known.FindAll(e => e.Reverses is null && !takenBack.Contains(e.Sequence));
    }

    /// <summary>Every reason against an entry, at once.</summary>
    /// <param name="other">The entry that <see cref="NewLedgerEntry.Other"/> names; null where it is not there.</param>
    public IReadOnlyList<Refusal> ObjectionsTo(NewLedgerEntry entry, Actor actor, DateOnly today, OtherSide? other = null)
    {
        List<Refusal> refusals =
        [
            .. Texts.ObjectionsTo([new(entry.Counterpart, "Counterpart", 200), new(entry.Document, "Document", 100), new(entry.ItemServed, "ItemServed", 100), new(entry.Note, "Note", 1000)]),
        ];
        if (Permissions.ToKeepRegister(actor) is { } refusal)
        {
            refusals.Add(refusal);
        }

        if (fund.Kind != Kind.Fund)
        {
            refusals.Add(new("fund.kind", "Only funds have a ledger."));
        }

        if (!Enum.IsDefined(entry.Type))
        {
            refusals.Add(new("fund.type", "Choose what the entry records.", "Type"));
        }

        if (entry.On > today)
        {
            refusals.Add(new("fund.future", "The day lies in the future. Enter today or an earlier day.", "On"));
        }

        if (entry.Amount is { } amount && (amount.Minor is <= 0 or > MostMinor || !Currencies.IsKnown(amount.Currency)))
        {
            refusals.Add(new("fund.amount", "Enter an amount above zero with the three letters of its currency, or say that it is not stated.", "Amount"));
        }

        if (entry.Type == LedgerEntryType.OpeningPosition)
        {
            refusals.AddRange(ToOpening(entry));
        }

        refusals.AddRange(ToReversal(entry));
        refusals.AddRange(ToTransfer(entry, other));
        return refusals;
    }

    private IEnumerable<Refusal> ToOpening(NewLedgerEntry entry)
    {
        if (entry.Amount is not null)
        {
            yield return new("fund.opening-amount", "An opening position says that the past is not recorded, so it has no amount. Where the past is known, enter what came in and went out.", "Amount");
        }

        if (entry.Reverses is null && StandingOn(DateOnly.MaxValue).Any(e => e.Type == LedgerEntryType.OpeningPosition))
        {
            yield return new("fund.opening", "The ledger has an opening position already.", "Type");
        }
    }

    private IEnumerable<Refusal> ToReversal(NewLedgerEntry entry)
    {
        if (entry.Reverses is not { } reversed)
        {
            yield break;
        }

        if (Texts.IsBlank(entry.Note))
        {
            yield return new("fund.reversal-reason", "Say why the entry is taken back.", "Note");
        }

        var original = Entries.FirstOrDefault(e => e.Sequence == reversed);
        if (original is null || original.Reverses is not null || Entries.Any(e => e.Reverses == reversed))
        {
            yield return new("fund.reverses", "The entry to take back is not there, or is taken back already.", "Reverses");
            yield break;
        }

        if (original.Type != entry.Type || original.AmountMinor != entry.Amount?.Minor || original.Currency != entry.Amount?.Currency || original.ItemServed != entry.ItemServed)
        {
            yield return new("fund.reversal", "A reversing entry has the type, the amount and the item of the one it takes back.", "Amount");
        }

        if (entry.On < original.On)
        {
            yield return new("fund.reversal-day", "Enter the day of the entry that is taken back, or a later one.", "On");
        }
    }

    /// <summary>What leaves one fund and comes into another is the same money: approved and pledged, or paid out and received.</summary>
    private IEnumerable<Refusal> ToTransfer(NewLedgerEntry entry, OtherSide? other)
    {
        if (entry.Other is null)
        {
            yield break;
        }

        if (entry.Other.Fund == fund.Code || other is null || other.IsTaken || other.Entry.Reverses is not null)
        {
            yield return new("fund.transfer", "The other side is not there, is taken back, or belongs to another transfer already. Enter another fund and the number of its entry.", "Other");
        }
        else if (entry.Reverses is not null || TypeAcross(other.Entry.Type) != entry.Type || other.Entry.AmountMinor != entry.Amount?.Minor || other.Entry.Currency != entry.Amount?.Currency)
        {
            yield return new("fund.transfer-sides", "The two sides of a transfer have one amount, and are an approval and a pledge, or a disbursement and a receipt.", "Other");
        }
    }

    private static LedgerEntryType? TypeAcross(LedgerEntryType type) => type switch
    {
        LedgerEntryType.Approval => LedgerEntryType.Pledge,
        LedgerEntryType.Pledge => LedgerEntryType.Approval,
        LedgerEntryType.Disbursement => LedgerEntryType.Receipt,
        LedgerEntryType.Receipt => LedgerEntryType.Disbursement,
        _ => null,
    };

    /// <summary>The new entry, numbered after the last one; the caller keeps it.</summary>
    /// <exception cref="RefusedException">A rule is against it; nothing was recorded.</exception>
    public LedgerEntry Add(NewLedgerEntry entry, Actor actor, DateOnly today, DateTime now, OtherSide? other = null)
    {
        RefusedException.ThrowIfAny(ObjectionsTo(entry, actor, today, other));

        // A clock that was set back does not put an entry before those that stand.
        var last = Entries.Count == 0 ? now : Entries[^1].RecordedAt;
        return new(fund.Id, fund.Code, Entries.Count + 1, entry, actor, now < last ? last : now);
    }

    /// <summary>What the gates of a fund ask of its ledger on a day.</summary>
    /// <remarks>
    /// A receipt or approval of unknown amount satisfies a gate. A pledge moves no money, so it leaves nothing
    /// outstanding. Where the past is not recorded there is no balance that could be asked for (docs/domain.md, Conditions).
    /// </remarks>
    public Surroundings SurroundingsOn(DateOnly day)
    {
        var known = StandingOn(day);
        var moved = known.Where(e => e.Type != LedgerEntryType.Pledge).ToList();
        var opened = known.Any(e => e.Type == LedgerEntryType.OpeningPosition);
        return new(
            HasReceipt: opened || known.Any(e => e.Type == LedgerEntryType.Receipt),
            HasApproval: opened || known.Any(e => e.Type == LedgerEntryType.Approval),
            NothingOutstanding: opened || (moved.TrueForAll(e => e.AmountMinor is not null) && moved.GroupBy(e => e.Currency).All(IsSettled)));
    }

    /// <summary>What the stage at which the fund stands rests on and the ledger does not show; null where it shows it.</summary>
    /// <remarks>
    /// A stage is history: taking an entry back does not undo it. An opening may record a stage whose entries nobody
    /// entered, too. The page says so, and a register keeper enters what is missing or records where the fund stands.
    /// </remarks>
    public string? NotBorneOut(Stage? stage, DateOnly day) => (stage, SurroundingsOn(day)) switch
    {
        (Stage.Funded, { HasReceipt: false }) => "no money received",
        (Stage.Operating, { HasApproval: false }) => "no money approved for a project",
        (Stage.Closed, { NothingOutstanding: false }) => "money outstanding, or a balance that is not zero",
        _ => null,
    };

    /// <summary>What counts on a day, for all, by year, or by item served.</summary>
    public static IReadOnlyList<LedgerSum> SumsOf(IEnumerable<LedgerEntry> standing) =>
    [
        .. standing.GroupBy(e => (e.Type, Currency: e.AmountMinor is null ? null : e.Currency))
            .Select(g => new LedgerSum(g.Key.Type, g.Key.Currency, g.Sum(e => e.AmountMinor ?? 0), g.Count())),
    ];

    private static bool IsSettled(IEnumerable<LedgerEntry> entries)
    {
        var sums = entries.GroupBy(e => e.Type).ToDictionary(g => g.Key, g => g.Sum(e => e.AmountMinor ?? 0));
        long Sum(LedgerEntryType type) => sums.GetValueOrDefault(type);

        var paidOut = Sum(LedgerEntryType.Disbursement) - Sum(LedgerEntryType.Return);
        return Sum(LedgerEntryType.Approval) == paidOut
            && Sum(LedgerEntryType.Receipt) == paidOut + Sum(LedgerEntryType.Expenditure);
    }
}
