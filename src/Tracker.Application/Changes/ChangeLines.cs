using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Changes;

/// <summary>Reads the lines of a report that are shown, with the entries that they tell of.</summary>
internal sealed class ChangeLines(TrackerDbContext db, Calendar calendar)
{
    private Dictionary<Guid, Item> _items = [];
    private Dictionary<Guid, List<Span>> _spans = [];
    private Dictionary<(Guid Fund, int Sequence), LedgerEntry> _money = [];
    private Dictionary<Guid, List<HeldMention>> _mentions = [];
    private Dictionary<string, string> _documents = [];
    private IReadOnlyDictionary<string, BodyName> _bodies = new Dictionary<string, BodyName>();

    public async Task<Dictionary<FoundChange, ChangeLine>> ReadAsync(List<FoundChange> found, CancellationToken ct)
    {
        var ids = found.Select(f => f.Item).Distinct().ToList();
        _items = await db.Items.Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        _spans = (await db.Spans.Where(s => ids.Contains(s.ItemId)).OrderBy(s => s.From).ToListAsync(ct)).GroupBy(s => s.ItemId).ToDictionary(g => g.Key, g => g.ToList());
        _bodies = await db.BodyNamesAsync(ct);

        var funds = found.Where(f => f.IsMoney).Select(f => f.Item).Distinct().ToList();
        var days = found.Where(f => f.IsMoney).Select(f => f.On).Distinct().ToList();
        _money = (await db.LedgerEntries.Where(e => funds.Contains(e.FundId) && days.Contains(e.On)).ToListAsync(ct)).ToDictionary(e => (e.FundId, e.Sequence));

        var mentioned = found.Where(f => f.Group == ChangeGroup.Mentions).Select(f => f.Item).Distinct().ToList();
        _mentions = (await db.HeldMentions.Where(m => mentioned.Contains(m.ItemId)).ToListAsync(ct)).GroupBy(m => m.ItemId).ToDictionary(g => g.Key, g => g.ToList());
        var documents = _mentions.Values.SelectMany(m => m).Select(m => m.Document).Distinct().ToList();
        _documents = await db.Documents.Where(d => documents.Contains(d.Code)).ToDictionaryAsync(d => d.Code, d => d.Title, ct);
        Dictionary<FoundChange, ChangeLine> lines = new(found.Count);
        foreach (var line in found)
        {
            ct.ThrowIfCancellationRequested();
            lines[line] = Line(line);
        }

        return lines;
    }

    private ChangeLine Line(FoundChange found)
    {
        var spans = _spans[found.Item];
        var place = spans.FindIndex(s => s.Days.Covers(found.On));
        var (before, after) = (place > 0 && spans[place].From == found.On ? spans[place - 1] : null, spans[Math.Max(0, place)]);
        var (shifts, why, entry) = found.Group switch
        {
            _ when found.IsMoney => Money(found),
            ChangeGroup.Mentions => Mentions(found),
            ChangeGroup.Revisions => Revisions(found),
            ChangeGroup.RecordedLate => Late(found),
            _ when before is null => ByItself(found, after),
            _ => Moved(found, before, after),
        };
        return new(
            found.Group, found.Code, after.Title, after.Acronym, after.Pillar, found.On, shifts, why, entry?.Sequence ?? found.Sequence,
            found.Group == ChangeGroup.RecordedLate ? RecordedAt(found, entry) : null,
            FiguresOf(found.Entered), FiguresOf(found.Left), found.IsMoney);
    }

    private (IReadOnlyList<Shift> Shifts, string? Why, Entry? Entry) Moved(FoundChange found, Span before, Span after)
    {
        var (eve, on) = (found.On.AddDays(-1), found.On);
        return found.Group switch
        {
            ChangeGroup.Stages or ChangeGroup.Ended when EntryOf(found, e => e.Stage is not null) is var move => (
                [new(null, InWords(before.Stage, before.Phase), InWords(after.Stage, after.Phase))],
                move is null ? "By itself, from its period." : move.Update?.Reason ?? move.Update?.Note, move),
            ChangeGroup.Outlook when EntryOf(found, e => e.Update?.Outlook is not null) is var rated => (
                [new(null, InWords(before.OutlookOn(eve, calendar.RulesOn(eve))), InWords(after.OutlookOn(on, calendar.RulesOn(on))))],
                rated?.Update?.Outlook?.Cause ?? rated?.Update?.Note, rated),
            ChangeGroup.Targets when EntryOf(found, e => e.Update is { } u && (u.Target is not null || u.NoDateSet)) is var set => (
                [new(null, TargetOf(before), TargetOf(after) ?? "no date set")],
                Sentences(MovedBy(before, after), set is null ? "The stage that the former target was for is reached." : set.Update!.TargetReason ?? set.Update.Note), set ?? EntryOf(found, e => e.Stage is not null)),
            ChangeGroup.TargetsPassed => ByItself(found, after),
            ChangeGroup.Progress when EntryOf(found, e => e.Update is { } u && (u.Progress is not null || u.Milestones.Count > 0)) is var figure => (
                [new(null, Percent(before.Progress), Percent(after.Progress))], figure?.Update?.Progress?.Reason ?? figure?.Update?.Note, figure),
            ChangeGroup.Assurance when EntryOf(found, e => e.Type == EntryType.Assessment) is var said => (
                [new(null, before.Assurance.Name(), after.Assurance.Name())], said?.Content.Assessment?.Note, said),
            ChangeGroup.Reports when EntryOf(found, e => e.Update is not null) is var report => (
                [], report?.Update is { } update ? update.Note ?? (update.NextStep is { } next ? $"Next step: {next}" : update.NoChange ? "No change, confirmed by a source." : null) : null, report),
            _ => before.Standing == after.Standing
                ? ByItself(found, after)
                : ([new(null, before.Standing.Name(), after.Standing.Name())], null, EntryOf(found, _ => true)),
        };
    }

    /// <summary>What a day did alone, and how an item came into the register.</summary>
    private (IReadOnlyList<Shift> Shifts, string? Why, Entry? Entry) ByItself(FoundChange found, Span span)
    {
        var (eve, on) = (found.On.AddDays(-1), found.On);
        var rules = calendar.RulesOn(on);
        List<string> aged = [];
        void AddIf(bool holds, string words)
        {
            if (holds)
            {
                aged.Add(words);
            }
        }

        switch (found.Group)
        {
            case ChangeGroup.New:
                return ([new(null, null, InWords(span.Stage, span.Phase))], $"{span.Kind.Name()}, {span.Nature.Name().ToLowerInvariant()}", EntryOf(found, e => e.Type == EntryType.Opening));
            case ChangeGroup.TargetsPassed:
                return ([new(null, null, TargetOf(span))], span.TargetAim is { } aim ? $"“{aim.Name()}” is not reached." : null, null);
            case ChangeGroup.Counting:
                return ([], "It came into what this report looks at, or out of it.", null);
        }

        AddIf(
            span.RatedOn is not null && span.OutlookOn(eve, calendar.RulesOn(eve)) != span.OutlookOn(on, rules),
            $"Rated {span.Outlook.Name().ToLowerInvariant()} on {Day(span.RatedOn ?? on)}: older than {rules.ReportingCycle} days.");
        AddIf(
            found.Entered != 0 && span.LastReportedOn >= calendar.RulesOn(eve).RecentFrom(eve) && span.LastReportedOn < rules.RecentFrom(on),
            $"Last reported on {Day(span.LastReportedOn)}: older than {rules.ReportingCycle} days.");
        AddIf(
            FiguresOf(found.Entered).Contains(Figure.DueNext),
            $"Due in the next 90 days: {TargetOf(span)}.");
        return ([], aged.Count == 0 ? "Other rules came into force." : Sentences([.. aged]), null);
    }

    private (IReadOnlyList<Shift> Shifts, string? Why, Entry? Entry) Money(FoundChange found)
    {
        var entry = _money[(found.Item, found.Sequence!.Value)];
        var amount = entry is { AmountMinor: { } minor, Currency: { } currency } ? new Money(minor, currency).InWords
            : entry.Type == LedgerEntryType.OpeningPosition ? "not recorded"
            : "sum not stated";
        var who = Sentences(entry.Counterpart, entry.ItemServed is { } served ? $"for {served}" : null, entry.Note);
        return entry.Reverses is { } reversed
            ? ([new(entry.Type.Name(), amount, null)], Sentences($"Takes back entry {reversed}.", who), null)
            : ([new(entry.Type.Name(), null, amount)], who, null);
    }

    private (IReadOnlyList<Shift> Shifts, string? Why, Entry? Entry) Mentions(FoundChange found)
    {
        string Words(HeldMention m) =>
            $"{_documents.GetValueOrDefault(m.Document, m.Document)}{(m.Paragraph is { } number ? $", paragraph {number}" : "")}: {m.Speaker} {(m.Verb.Length == 0 ? "named it" : $"“{m.Verb}”")} ({m.Strength.Name().ToLowerInvariant()})";
        var mentions = _mentions[found.Item].OrderBy(m => m.Document, StringComparer.Ordinal).ThenBy(m => m.Paragraph).ThenBy(m => m.Verb, StringComparer.Ordinal).ToList();
        return (
            [
                .. mentions.Where(m => m.From == found.On).Select(m => new Shift(null, null, Words(m))),
                .. mentions.Where(m => m.Until == found.On).Select(m => new Shift(null, Words(m), null)),
            ],
            null,
            EntryOf(found, e => e.Revision is { } r && (r.MentionsAdded.Count > 0 || r.MentionsWithdrawn.Count > 0)));
    }

    private (IReadOnlyList<Shift> Shifts, string? Why, Entry? Entry) Revisions(FoundChange found)
    {
        var item = _items[found.Item];
        var entry = EntryOf(found, e => e.Type == EntryType.Revision);
        if (item.StateOn(found.On.AddDays(-1))?.Profile is not { } before || item.StateOn(found.On)?.Profile is not { } after)
        {
            return ([], entry?.Revision?.Note, entry);
        }

        List<Shift> shifts = [];
        void Add(string word, string? old, string? now)
        {
            if (!string.Equals(old, now, StringComparison.Ordinal))
            {
                shifts.Add(new(word, string.IsNullOrWhiteSpace(old) ? null : old, string.IsNullOrWhiteSpace(now) ? null : now));
            }
        }

        string Bodies(Profile p) => string.Join(", ", p.Bodies.Select(b => $"{_bodies.GetValueOrDefault(b.Body)?.Name ?? b.Body} ({b.Role.Name().ToLowerInvariant()})"));
        string Relations(Profile p) => string.Join(", ", p.Relations.Select(r => $"{r.Kind.Forth().ToLowerInvariant()} {r.To}"));
        Add("Title", before.Title, after.Title);
        Add("Acronym", before.Acronym, after.Acronym);
        Add("Other names", string.Join(", ", before.OtherNames), string.Join(", ", after.OtherNames));
        Add("Summary", before.Summary, after.Summary);
        Add("Number", before.Number, after.Number);
        Add("Proposed by", before.Proposer, after.Proposer);
        Add("Belongs to", before.Owner, after.Owner);
        Add("Nature", before.Nature.Name(), after.Nature.Name());
        Add("Pillar", string.Join(", ", before.FurtherPillars.Prepend(before.Pillar).Select(p => p.Name())), string.Join(", ", after.FurtherPillars.Prepend(after.Pillar).Select(p => p.Name())));
        Add("Area", string.Join(", ", before.FurtherAreas.Prepend(before.Area).Select(a => a.Name())), string.Join(", ", after.FurtherAreas.Prepend(after.Area).Select(a => a.Name())));
        Add("Weight", before.Weight.ToString(CultureInfo.InvariantCulture), after.Weight.ToString(CultureInfo.InvariantCulture));
        Add("Period", PeriodOf(before), PeriodOf(after));
        Add("Bodies", Bodies(before), Bodies(after));
        Add("Relations", Relations(before), Relations(after));
        return (shifts, entry?.Revision?.Note ?? (shifts.Count == 0 ? "Only mentions changed." : null), entry);
    }

    private (IReadOnlyList<Shift> Shifts, string? Why, Entry? Entry) Late(FoundChange found)
    {
        var item = _items[found.Item];
        var entry = item.Entries.Single(e => e.Sequence == found.Sequence);
        var what = entry.Type switch
        {
            EntryType.Opening => "First recorded",
            EntryType.Revision => "Edited",
            EntryType.Assessment => entry.Content.Assessment!.Verdict.Name(),
            _ when entry.Stage is { } stage => $"“{stage.Name()}”",
            _ => "Report",
        };
        var note = entry.Update?.Note ?? entry.Revision?.Note ?? entry.Content.Assessment?.Note;
        return Withdrawal(item, entry) is { } withdrawn
            ? ([new(null, what, null)], $"Withdrawn: {withdrawn.Content.Withdrawal!.Reason}", entry)
            : ([new(null, null, what)], note, entry);
    }

    private DateTime? RecordedAt(FoundChange found, Entry? entry) =>
        found.IsMoney ? _money[(found.Item, found.Sequence!.Value)].RecordedAt : entry is null ? null : (Withdrawal(_items[found.Item], entry) ?? entry).RecordedAt;

    private static Entry? Withdrawal(Item item, Entry entry) => item.Entries.FirstOrDefault(e => e.Content.Withdrawal?.Entry == entry.Sequence);

    /// <summary>The entry of that day that did it; of several the last.</summary>
    private Entry? EntryOf(FoundChange found, Func<Entry, bool> did) =>
        _items[found.Item].LiveEntries().LastOrDefault(e => e.On == found.On && did(e));

    private static string InWords(Stage? stage, Phase? phase) => $"{phase?.Symbol() ?? "–"} {Words.NameOf(stage)}";

    private static string InWords(Outlook outlook) => $"{outlook.Symbol()} {outlook.Name()}";

    private static string? Percent(int? percent) => percent is { } figure ? $"{figure} %" : null;

    private static string? TargetOf(Span span) =>
        span.TargetText is not { } text ? null
        : span.TargetLatest is { } latest && !text.Contains(Day(latest), StringComparison.Ordinal) ? $"{text} (by {Day(latest)})"
        : text;

    private static string? MovedBy(Span before, Span after) =>
        before.TargetAim == after.TargetAim && before.TargetLatest is { } old && after.TargetLatest is { } now && old != now
            ? $"{Days(Math.Abs(now.DayNumber - old.DayNumber))} {(now > old ? "later" : "earlier")}."
            : null;

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days:N0} days");

    private static string? PeriodOf(Profile profile) => profile.Period is { } period
        ? $"{period.Text}{(period.FirstDay is { } first ? $", from {Day(first)}" : "")}{(period.LastDay is { } last ? $", until {Day(last)}" : "")}"
        : null;

    private static string? Sentences(params string?[] parts) =>
        string.Join(' ', parts.Where(p => !string.IsNullOrWhiteSpace(p))) is { Length: > 0 } words ? words : null;

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static List<Figure> FiguresOf(ulong bits) => [.. Figure.All.Where((_, n) => (bits & (1ul << n)) != 0)];
}
