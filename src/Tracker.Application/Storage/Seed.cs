using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage;

/// <summary>Loads the first register from files, through the domain's own methods (seed/README.md says what they hold).</summary>
public sealed class Seed(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts)
{
    /// <summary>Who the history says recorded what the seed holds.</summary>
    public static Actor Importer { get; } = new(
        new Guid("0192f000-0000-7000-8000-000000000001"), "Register import", Role.RegisterKeeper, null, new HashSet<string>());

    /// <summary>Loads nothing where anything is already there, or where there is no such folder.</summary>
    /// <exception cref="StartUpException">The files cannot be read, or the domain refuses them; nothing was loaded.</exception>
    public async Task LoadIntoEmptyAsync(string folder, CancellationToken ct = default)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (!Directory.Exists(folder) || !await IsEmptyAsync(db, ct))
            {
                return;
            }
        }

        var register = Read(folder);

        // Asked again under the lock: a second process may have loaded it meanwhile.
        await writer.WriteAsync(async db => await IsEmptyAsync(db, ct) ? Load(db, register) : 0, ct);
    }

    private static async Task<bool> IsEmptyAsync(TrackerDbContext db, CancellationToken ct) =>
        !await db.Items.AnyAsync(ct) && !await db.Documents.AnyAsync(ct) && !await db.Bodies.AnyAsync(ct);

    /// <remarks>Whatever goes wrong here is the files' fault, not storage's.</remarks>
    private static SeedRegister Read(string folder)
    {
        try
        {
            return SeedRegister.Of(SeedFiles.Read(folder));
        }
        catch (Exception failure)
        {
            throw new StartUpException($"The seed in {folder} cannot be loaded: {failure.Message.TrimEnd('.')}. Correct it, or remove the folder to begin with an empty register.", failure);
        }
    }

    private static int Load(TrackerDbContext db, SeedRegister register)
    {
        db.Bodies.AddRange(register.Bodies);
        db.Documents.AddRange(register.Documents);
        db.Items.AddRange(register.Items);
        db.Meetings.AddRange(register.Meetings);
        db.LedgerEntries.AddRange(register.Ledgers);
        db.ReportedFigures.AddRange(register.ReportedFigures);
        db.KeepSpansOfNew(register.Items);
        return register.Items.Count;
    }
}

/// <summary>The seed contradicts itself or the domain; the message names the place.</summary>
public sealed class SeedException(string message) : Exception(message);

/// <summary>The seed once the domain has accepted it.</summary>
public sealed record SeedRegister(
    IReadOnlyList<Body> Bodies,
    IReadOnlyList<Document> Documents,
    IReadOnlyList<Item> Items,
    IReadOnlyList<Meeting> Meetings,
    IReadOnlyList<LedgerEntry> Ledgers,
    IReadOnlyList<ReportedFigure> ReportedFigures)
{
    /// <exception cref="SeedException">A reference leads nowhere, or the domain refuses an entry.</exception>
    public static SeedRegister Of(SeedFiles files)
    {
        var at = DateTime.SpecifyKind(files.Register.RecordedAt, DateTimeKind.Utc);
        var today = DateOnly.FromDateTime(at);
        var bodies = ByCode(files.Bodies.Select(b => new Body(b.Code, b.Name, b.Side, b.Kind, b.Under, b.OtherNames)), b => b.Code, "body");
        var documents = ByCode(
            files.Documents.Select(d => new Document(d.Code, d.Title, d.Kind, d.DatedOn, d.PublishedOn, d.Issuer, d.Address, d.Paragraphs, d.BodyMentions, d.Series)),
            d => d.Code,
            "document");
        RefuseLooseEnds(files, bodies, documents);

        List<Item> items = [];
        List<Meeting> meetings = [];
        List<LedgerEntry> ledgers = [];
        List<ReportedFigure> figures = [];
        foreach (var seed in files.Items)
        {
            try
            {
                var item = OpenedItem(seed, documents, today, at);
                items.Add(item);
                meetings.AddRange(MeetingsOf(seed, item, today, at));
                figures.AddRange(seed.ReportedFigures.Select(f => new ReportedFigure(item, f.On, f.Text, f.Scope, f.Document)));
                var ledger = new Ledger(item, []);
                foreach (var line in seed.Ledger)
                {
                    var money = line.AmountMinor is { } minor ? new Money(minor, line.Currency ?? "") : null;
                    var other = ledgers.Find(e => e.Fund == line.Other?.Fund && e.Sequence == line.Other.Sequence);
                    var entry = ledger.Add(
                        new(line.Type, line.On, money, line.Counterpart, line.Document, line.Item, line.Note, Other: line.Other),
                        Seed.Importer, today, at, other is null ? null : new(other, ledgers.Exists(e => e.Other == line.Other)));
                    ledger = new Ledger(item, [.. ledger.Entries, entry]);
                }

                ledgers.AddRange(ledger.Entries);
                foreach (var entry in seed.Entries)
                {
                    Record(item, seed, entry, documents, ledger, today, at);
                }
            }
            catch (RefusedException refused)
            {
                throw new SeedException($"{seed.Code}: {string.Join(" ", refused.Refusals.Select(r => $"{r.Rule}: {r.Message}"))}");
            }
        }

        RefuseCircles(items);
        return new([.. bodies.Values], [.. documents.Values], items, meetings, ledgers, figures);
    }

    /// <summary>Items that are part of each other would be counted nowhere.</summary>
    private static void RefuseCircles(List<Item> items)
    {
        var above = items.ToDictionary(i => i.Code, i => i.HeldBy(_ => []).Relations.Where(r => i.CountsInsideBy(r.Kind)).Select(r => r.To).ToList());
        foreach (var code in above.Keys)
        {
            HashSet<string> seen = [];
            Queue<string> next = new(above[code]);
            while (next.TryDequeue(out var parent))
            {
                if (parent == code)
                {
                    throw new SeedException($"{code} is part of itself, by way of what it is part of.");
                }

                if (seen.Add(parent))
                {
                    above[parent].ForEach(next.Enqueue);
                }
            }
        }
    }

    private static Item OpenedItem(SeedItem seed, Dictionary<string, Document> documents, DateOnly today, DateTime at)
    {
        var update = new Update
        {
            On = seed.On,
            Stage = seed.Stage,
            Facts = seed.Facts,
            Target = seed.Target?.Target,
            Evidence = [.. seed.Mentions.DistinctBy(m => m.Document).Select(m => Evidence.Of(documents[m.Document], m.Paragraph))],
            Note = seed.Note,
        };
        var item = Item.Open(seed.Code, seed.Kind, seed.Form, new(ProfileOf(seed), update, seed.Since), Seed.Importer, today, at);
        if (seed.Review)
        {
            item.MarkAsReview(true, Seed.Importer);
        }

        return item;
    }

    private static Profile ProfileOf(SeedItem seed) => new()
    {
        Title = seed.Title,
        Acronym = seed.Acronym,
        OtherNames = seed.OtherNames,
        Summary = seed.Summary,
        Number = seed.Number,
        Proposer = seed.Proposer,
        Owner = seed.Owner,
        Pillar = seed.Pillar,
        FurtherPillars = seed.FurtherPillars,
        Area = seed.Area,
        FurtherAreas = seed.FurtherAreas,
        Nature = seed.Nature,
        Weight = seed.Weight,
        Period = seed.Period,
        Bodies = seed.Bodies,
        Relations = seed.Relations,
        Mentions = seed.Mentions,
    };

    private static void Record(Item item, SeedItem seed, SeedEntry entry, Dictionary<string, Document> documents, Ledger ledger, DateOnly today, DateTime at)
    {
        IReadOnlyList<Evidence> evidence = [.. entry.Evidence.Select(code => Evidence.Of(documents[code]))];
        if (entry.Type == SeedEntryType.Revision)
        {
            item.Revise(
                new Revision
                {
                    On = entry.On,
                    Note = entry.Note,
                    Evidence = evidence,
                    Title = entry.Title,
                    Acronym = entry.Acronym,
                    OtherNames = entry.OtherNames,
                    Summary = entry.Summary,
                    Nature = entry.Nature,
                    Period = entry.Period,
                    Bodies = entry.Bodies,
                    Relations = entry.Relations,
                    MentionsAdded = entry.Mentions ?? [],
                },
                Seed.Importer,
                today,
                at);
            return;
        }

        var update = new Update
        {
            On = entry.On,
            DateText = entry.DateText,
            DateEarliest = entry.DateEarliest,
            DateLatest = entry.DateLatest,
            Stage = entry.Stage,
            Facts = entry.Facts,
            NotStated = entry.NotStated,
            Target = entry.Target?.Target,
            TargetReason = entry.Target?.Reason,
            Evidence = evidence,
            DiffersFrom = entry.DiffersFrom,
            NoChange = entry.NoChange,
            NextStep = entry.NextStep,
            Note = entry.Note,
        };
        if (entry.Type == SeedEntryType.Opening)
        {
            // What the item was called before its first document here is not known otherwise; the
            // document's mentions hold from their own day.
            item.OpenEarlier(new(ProfileOf(seed) with { Mentions = entry.Mentions ?? [] }, update, entry.Since), Seed.Importer, today, at);
        }
        else
        {
            item.Record(update, Seed.Importer, today, at, ledger.SurroundingsOn(entry.On));
        }
    }

    private static List<Meeting> MeetingsOf(SeedItem seed, Item mechanism, DateOnly today, DateTime at)
    {
        List<Meeting> meetings = [];
        foreach (var meeting in seed.Meetings)
        {
            meetings.Add(Meeting.Record(mechanism, meeting.Report, meetings, Seed.Importer, today, at));
        }

        return meetings;
    }

    private static void RefuseLooseEnds(SeedFiles files, Dictionary<string, Body> bodies, Dictionary<string, Document> documents)
    {
        var items = files.Items.Select(i => i.Code).ToList();
        if (items.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SeedException($"Two items have the code {twice.Key}.");
        }

        void Known<T>(string where, string? code, IReadOnlyDictionary<string, T> among, string what)
        {
            if (code is not null && !among.ContainsKey(code))
            {
                throw new SeedException($"{where}: there is no {what} {code}.");
            }
        }

        void KnownParagraph(string where, Mention mention)
        {
            Known(where, mention.Document, documents, "document");
            if (mention.Paragraph is { } number && documents[mention.Document].Paragraphs.All(p => p.Number != number))
            {
                throw new SeedException($"{where}: {mention.Document} has no paragraph {number}.");
            }
        }

        var itemCodes = items.ToDictionary(c => c);
        foreach (var body in bodies.Values)
        {
            Known(body.Code, body.Under, bodies, "body");
        }

        foreach (var (document, mention) in documents.Values.SelectMany(d => d.BodyMentions.Select(m => (d, m))))
        {
            Known(document.Code, mention.Body, bodies, "body");
            KnownParagraph(document.Code, new Mention(document.Code, mention.Paragraph, mention.Speaker, mention.Verb, mention.Strength));
        }

        foreach (var item in files.Items)
        {
            if (item.Mentions.Count == 0)
            {
                throw new SeedException($"{item.Code}: no document mentions it.");
            }

            foreach (var code in item.Bodies.Concat(item.Entries.SelectMany(e => e.Bodies ?? [])).Select(b => b.Body)
                .Append(item.Proposer).Append(item.Owner).Concat(item.Meetings.SelectMany(m => m.Chairs ?? [])))
            {
                Known(item.Code, code, bodies, "body");
            }

            foreach (var code in item.Relations.Concat(item.Entries.SelectMany(e => e.Relations ?? [])).Select(r => r.To).Concat(item.Ledger.Select(l => l.Item))
                .Concat(item.Meetings.SelectMany(m => m.FollowUps?.Items ?? [])))
            {
                Known(item.Code, code, itemCodes, "item");
            }

            foreach (var code in item.Entries.SelectMany(e => e.Evidence).Concat(item.Meetings.Select(m => m.OutcomeDocument))
                .Concat(item.Ledger.Select(l => l.Document)).Concat(item.ReportedFigures.Select(f => f.Document)))
            {
                Known(item.Code, code, documents, "document");
            }

            foreach (var mention in item.Mentions.Concat(item.Entries.SelectMany(e => e.Mentions ?? [])))
            {
                KnownParagraph(item.Code, mention);
            }
        }
    }

    private static Dictionary<string, T> ByCode<T>(IEnumerable<T> values, Func<T, string> code, string what)
    {
        Dictionary<string, T> byCode = [];
        foreach (var value in values)
        {
            if (!byCode.TryAdd(code(value), value))
            {
                throw new SeedException($"Two {what} entries have the code {code(value)}.");
            }
        }

        return byCode;
    }
}
