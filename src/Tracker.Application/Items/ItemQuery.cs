using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Application.Funds;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>Another item to which this one has a relation, kept by either of the two.</summary>
/// <param name="Words">How this item stands to the other, in words: "part of", "has as part".</param>
public sealed record RelatedItem(string Words, string Code, string Title, Stage? Stage, Phase? Phase);

/// <summary>A document that money, a meeting or a reported figure rests on.</summary>
public sealed record SourceName(string Title, string? Address);

/// <summary>A body and what it does for the item.</summary>
public sealed record BodyInItem(string Code, string Name, Side Side, BodyRole Role);

/// <summary>An entry as the history shows it.</summary>
/// <param name="StageBefore">The stage before it; meaningful where the entry moves the stage.</param>
/// <param name="WithdrawnBecause">Why it was withdrawn; null where it counts.</param>
/// <param name="RecordedAt">UTC.</param>
public sealed record HistoryEntry(
    int Sequence,
    EntryType Type,
    DateOnly? On,
    DateTime RecordedAt,
    string ByName,
    Guid ById,
    EntryContent Content,
    Stage? StageBefore,
    string? WithdrawnBecause);

/// <summary>A fund whose money serves the item.</summary>
/// <param name="Totals">Of the entries that name the item.</param>
public sealed record FundOfItem(string Code, string Title, FundTotals Totals);

/// <summary>How much there is of what an item's page shows the first of.</summary>
public sealed record Totals(int Related, int Meetings, int Money, int ReportedFigures);

/// <summary>One item on one day.</summary>
/// <param name="Totals">Where one of them is more than its list has, the list is not all there is.</param>
/// <param name="History">Newest day first; entries after the day asked for are left out, withdrawn ones stay visible.</param>
/// <param name="Money">What counts in any ledger and names the item as served, the newest first.</param>
/// <param name="LastSequence">The latest entry of the whole journal, for noticing a save by somebody else.</param>
public sealed record ItemView(
    string Code,
    Kind Kind,
    Form Form,
    DateOnly Day,
    ItemState State,
    Outlook Outlook,
    Schedule Schedule,
    int DaysLate,
    Standing Standing,
    ItemTrail Trail,
    IReadOnlyList<RelatedItem> Related,
    IReadOnlyList<BodyInItem> Bodies,
    IReadOnlyList<HistoryEntry> History,
    IReadOnlyList<Meeting> Meetings,
    IReadOnlyList<LedgerEntry> Money,
    IReadOnlyList<ReportedFigure> ReportedFigures,
    int LastSequence,
    Item Item,
    IReadOnlyDictionary<string, string> BodyNames,
    IReadOnlyDictionary<string, SourceName> Sources,
    Totals Totals,
    IReadOnlyList<FundOfItem> Funds)
{
    /// <summary>The most rows that each list of what belongs to an item has.</summary>
    public const int MostRows = 50;

    /// <summary>The most related items that keep the relation on their side.</summary>
    public const int MostRelated = 100;

    /// <summary>A body by its name; its code where the register does not know it.</summary>
    public string NameOf(string body) => BodyNames.GetValueOrDefault(body, body);
}

/// <summary>An item that is in the register no more.</summary>
/// <param name="At">When it was withdrawn; UTC.</param>
public sealed record WithdrawnItem(string Title, string ByName, DateTime At, string Reason);

/// <summary>One item, as of a day.</summary>
public sealed class ItemQuery(IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <summary>Null where there is no such item, or not yet on that day.</summary>
    /// <param name="trailPage">The page of the documents that name it, from 1.</param>
    public async Task<ItemView?> AsOfAsync(string code, DateOnly day, int trailPage = 1, CancellationToken ct = default)
    {
        if (!Codes.IsCode(code))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (await db.ItemAsync(code, ct) is not { } item || item.StateOn(day) is not { } state)
        {
            return null;
        }

        var names = await db.BodyNamesAsync(ct);
        var related = await RelatedAsync(db, item, state, day, ct);
        var meetings = db.Meetings.Where(m => m.MechanismId == item.Id && m.On <= day);
        var money = db.ShownOn(day).Where(e => e.ItemServed == item.Code);
        var figures = db.ReportedFigures.Where(f => f.ItemId == item.Id && f.On <= day);
        var span = await db.On(day).Where(s => s.ItemId == item.Id).Select(s => s.Standing).SingleAsync(ct);
        var shownMeetings = await meetings.OrderByDescending(m => m.On).ThenBy(m => m.Id).Take(ItemView.MostRows).ToListAsync(ct);
        var shownMoney = await money.OrderByDescending(e => e.On).ThenByDescending(e => e.Sequence).Take(ItemView.MostRows).ToListAsync(ct);
        var shownFigures = await figures.OrderByDescending(f => f.On).ThenBy(f => f.Text).ThenBy(f => f.Id).Take(ItemView.MostRows).ToListAsync(ct);
        var documents = shownFigures.Select(f => f.Document).Concat(shownMoney.Select(e => e.Document)).Concat(shownMeetings.Select(m => m.OutcomeDocument)).OfType<string>().Distinct().ToList();
        return new(
            item.Code,
            item.Kind,
            item.Form,
            day,
            state,
            state.OutlookOn(day, calendar.RulesOn(day)),
            state.ScheduleOn(day, calendar.RulesOn(day)),
            state.DaysLateOn(day),
            span,
            await ItemTrail.ReadAsync(db, state, day, trailPage, ct),
            related.Shown,
            [.. state.Profile.Bodies.Select(b => new BodyInItem(b.Body, names.GetValueOrDefault(b.Body)?.Name ?? b.Body, names.GetValueOrDefault(b.Body)?.Side ?? Side.ThirdParty, b.Role))],
            History(item, day),
            shownMeetings,
            shownMoney,
            shownFigures,
            item.Entries.Count,
            item,
            names.ToDictionary(n => n.Key, n => n.Value.Name),
            await db.Documents.Where(d => documents.Contains(d.Code)).Select(d => new { d.Code, d.Title, d.Address }).ToDictionaryAsync(d => d.Code, d => new SourceName(d.Title, d.Address), ct),
            new(related.Total, await meetings.CountAsync(ct), await money.CountAsync(ct), await figures.CountAsync(ct)),
            await FundsAsync(db, money, day, ct));
    }

    /// <summary>An item whose only opening was withdrawn; null where there is no such item, or where it is in the register.</summary>
    public async Task<WithdrawnItem?> WithdrawnAsync(string code, CancellationToken ct = default)
    {
        if (!Codes.IsCode(code))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await db.ItemAsync(code, ct) is { } item && item.LiveEntries().Count == 0
            ? new(
                item.Entries.Last(e => e.Content.Profile is not null).Content.Profile!.Title,
                item.Entries[^1].ByName,
                item.Entries[^1].RecordedAt,
                item.Entries[^1].Content.Withdrawal!.Reason)
            : null;
    }

    /// <summary>What ledgers hold for the item, added up for each fund; the first funds by their codes.</summary>
    private static async Task<IReadOnlyList<FundOfItem>> FundsAsync(TrackerDbContext db, IQueryable<LedgerEntry> money, DateOnly day, CancellationToken ct)
    {
        var codes = await money.Select(e => e.Fund).Distinct().OrderBy(c => c).Take(ItemView.MostRows).ToListAsync(ct);
        var sums = (await money.Where(e => codes.Contains(e.Fund)).SummedByFund().ToListAsync(ct)).ToLookup(s => s.Fund, s => s.Sum);
        var titles = await db.On(day).Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, s => s.Title, ct);
        return [.. codes.Select(c => new FundOfItem(c, titles.GetValueOrDefault(c, c), FundTotals.Of([.. sums[c]])))];
    }

    private static async Task<(List<RelatedItem> Shown, int Total)> RelatedAsync(TrackerDbContext db, Item item, ItemState state, DateOnly day, CancellationToken ct)
    {
        var to = state.Profile.Relations.Select(r => r.To).ToList();
        var there = await db.On(day).Where(s => to.Contains(s.Code)).Select(s => new { s.Code, s.Title, s.Stage, s.Phase }).ToDictionaryAsync(s => s.Code, ct);
        var back = db.HeldRelations.Where(r => r.To == item.Code && r.From <= day && day < r.Until);
        var kept = await back.OrderBy(r => r.Kind).ThenBy(r => r.ItemCode).Take(ItemView.MostRelated).Select(r => new { r.Kind, r.ItemCode }).ToListAsync(ct);
        var keeping = kept.ConvertAll(r => r.ItemCode);
        var spans = await db.On(day).Where(s => keeping.Contains(s.Code)).Select(s => new { s.Code, s.Title, s.Stage, s.Phase }).ToDictionaryAsync(s => s.Code, ct);
        var here = kept.Where(r => spans.ContainsKey(r.ItemCode)).Select(r => new { r.Kind, Item = spans[r.ItemCode] }).ToList();
        List<RelatedItem> shown =
        [
            .. state.Profile.Relations.Where(r => there.ContainsKey(r.To)).Select(r => new RelatedItem(r.Kind.Forth(), r.To, there[r.To].Title, there[r.To].Stage, there[r.To].Phase)),
            .. here.Select(r => new RelatedItem(r.Kind.Back(), r.Item.Code, r.Item.Title, r.Item.Stage, r.Item.Phase)),
        ];
        return (shown, kept.Count < ItemView.MostRelated ? shown.Count : shown.Count - here.Count + await back.CountAsync(ct));
    }

    private static List<HistoryEntry> History(Item item, DateOnly day)
    {
        var live = item.LiveEntries().ToHashSet();
        Dictionary<int, Stage?> before = [];
        Stage? stage = null;
        foreach (var entry in item.Entries.Where(e => e.On is not null).OrderBy(e => e.On).ThenBy(e => e.Sequence))
        {
            before[entry.Sequence] = stage;
            stage = live.Contains(entry) ? entry.Stage ?? stage : stage;
        }

        var withdrawn = item.Entries.Select(e => e.Content.Withdrawal).OfType<Withdrawal>().ToDictionary(w => w.Entry, w => w.Reason);
        return
        [
            .. item.Entries
                .Where(e => e.On <= day)
                .OrderByDescending(e => e.On)
                .ThenByDescending(e => e.Sequence)
                .Select(e => new HistoryEntry(
                    e.Sequence, e.Type, e.On, e.RecordedAt, e.ByName, e.ById, e.Content, before.GetValueOrDefault(e.Sequence),
                    withdrawn.GetValueOrDefault(e.Sequence) ?? (live.Contains(e) ? null : "The entry that it judges was withdrawn."))),
        ];
    }
}

/// <summary>How items stand to each other, in words.</summary>
public static class RelationWords
{
    /// <summary>How the item that keeps the relation stands to the other one.</summary>
    public static string Forth(this RelationKind kind) => kind switch
    {
        RelationKind.PartOf => "Part of",
        RelationKind.DependsOn => "Depends on",
        RelationKind.CarriedOutBy => "Carried out by",
        _ => kind.ToString(),
    };

    /// <summary>How the other one stands to the item that keeps the relation.</summary>
    public static string Back(this RelationKind kind) => kind switch
    {
        RelationKind.PartOf => "Has as part",
        RelationKind.Implements => "Implemented by",
        RelationKind.Funds => "Funded by",
        RelationKind.Supports => "Supported by",
        RelationKind.Prepares => "Prepared by",
        RelationKind.DependsOn => "Needed by",
        RelationKind.Succeeds => "Succeeded by",
        RelationKind.Amends => "Amended by",
        RelationKind.CarriedOutBy => "Carries out",
        _ => "Mentioned by",
    };
}
