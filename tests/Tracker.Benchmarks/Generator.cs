using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Benchmarks;

/// <summary>Fills a database of any size with plausible items, five entries each, from a fixed random seed.</summary>
public sealed class Generator(IDbContextFactory<TrackerDbContext> contexts, int seed = 20201112)
{
    private const int ChunkSize = 1000;
    private static readonly DateOnly First = new(2015, 1, 1);
    private static readonly DateOnly Today = new(2026, 11, 1);
    private static readonly string[] Topics = ["trade", "innovation", "forestry", "public health", "standards", "start-ups", "tourism", "air services", "climate", "disaster management", "smart cities", "vocational training"];
    private static readonly string[] Works = ["centre", "joint study", "work plan", "training programme", "dialogue", "memorandum", "fund", "roadmap", "network", "exchange"];
    private static readonly (Kind Kind, Form Form)[] Kinds = [.. Enum.GetValues<Kind>().SelectMany(k => Forms.Of(k).Select(f => (k, f)))];
    private readonly Random _random = new(seed);

    public async Task FillAsync(int count)
    {
        var documents = await FrameAsync();
        for (var done = 0; done < count; done += ChunkSize)
        {
            List<Item> items = [.. Enumerable.Range(done, Math.Min(ChunkSize, count - done)).Select(n => Some(n, documents))];
            await using var db = await contexts.CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.Items.AddRange(items);
            var position = done * 5L;
            foreach (var entry in items.SelectMany(i => i.Entries))
            {
                db.Entry(entry).Property(e => e.Position).CurrentValue = ++position;
            }

            db.KeepSpansOfNew(items);
            foreach (var mechanism in items.Where(i => i.Kind == Kind.Mechanism))
            {
                mechanism.MarkAsReview(_random.Next(500) == 0, Seed.Importer);
                db.Meetings.AddRange(Enumerable.Range(1, 6).Select(n => Meeting.Record(
                    mechanism, new() { Number = n, On = First.AddDays(n * 365), Status = MeetingStatus.Held }, [], Seed.Importer, Today, DateTime.UnixEpoch)));
            }

            foreach (var fund in items.Where(i => i.Kind == Kind.Fund))
            {
                List<LedgerEntry> lines = [];
                for (var line = 0; line < 5; line++)
                {
                    lines.Add(new Ledger(fund, lines).Add(new(LedgerEntryType.Receipt, First.AddDays(line * 300), new Money(_random.Next(1, 9_000_000), "USD")), Seed.Importer, Today, DateTime.UnixEpoch));
                }

                db.LedgerEntries.AddRange(lines);
            }

            await db.SaveChangesAsync();
        }
    }

    private async Task<List<Document>> FrameAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.Bodies.AddRange(
            new Body("ASEAN", "ASEAN", Side.Asean, BodyKind.Organisation),
            new Body("ROK", "Republic of Korea", Side.Rok, BodyKind.State));
        await db.SaveChangesAsync();
        db.Bodies.AddRange(Enumerable.Range(1, 80).Select(n => n % 2 == 0
            ? new Body($"ASEAN-{n}", $"Sectoral body {n}", Side.Asean, BodyKind.SectoralBody, "ASEAN")
            : new Body($"ROK-{n}", $"Ministry {n}", Side.Rok, BodyKind.Ministry, "ROK")));
        List<Document> documents =
        [
            .. Enumerable.Range(0, 60).Select(n => new Document(
                $"STATEMENT-{n}", $"Statement {n}", DocumentKind.Statement, First.AddDays(n * 60), null, "Chairman", null,
                [.. Enumerable.Range(1, 25).Select(p => new Paragraph(p, $"Paragraph {p} of statement {n}."))])),
        ];
        db.Documents.AddRange(documents);
        await db.SaveChangesAsync();
        return documents;
    }

    private Item Some(int n, List<Document> documents)
    {
        var (kind, form) = Kinds[_random.Next(Kinds.Length)];
        var lifecycle = Lifecycle.Of(kind, form);
        var document = documents[_random.Next(documents.Count)];
        var on = document.DatedOn;
        var nature = _random.Next(10) switch { < 5 => Nature.Deliverable, < 8 => Nature.Continuing, 8 => Nature.Position, _ => Nature.Reference };
        List<BodyPart> bodies = _random.Next(5) == 0 ? [] : [new($"ROK-{(_random.Next(40) * 2) + 1}", BodyRole.Lead), new($"ASEAN-{(_random.Next(40) + 1) * 2}", BodyRole.Lead)];
        var topic = Topics[_random.Next(Topics.Length)];
        var work = Works[_random.Next(Works.Length)];
        var profile = new Profile
        {
            Title = $"ASEAN-Korea {topic} {work} {n}",
            Acronym = $"AK{char.ToUpperInvariant(topic[0])}{char.ToUpperInvariant(work[0])}{n}",
            Summary = $"A {work} on {topic} between ASEAN and the Republic of Korea, named in {document.Title}.",
            Pillar = (Pillar)_random.Next(4),
            Area = (Area)_random.Next(Enum.GetValues<Area>().Length),
            Nature = nature,
            Bodies = bodies,
            Relations = n > 100 && _random.Next(10) == 0 ? [new(RelationKind.PartOf, $"ITEM-{(_random.Next(20) == 0 ? 0 : _random.Next(n))}")] : [],
            Mentions = [new(document.Code, _random.Next(1, 26), "We", "welcomed", (Strength)_random.Next(5))],
        };
        var target = on.AddDays(_random.Next(100, 2500));
        var item = Item.Open(
            $"ITEM-{n}", kind, form,
            new(profile, new Update { On = on, Stage = lifecycle.Path[0].Stage, Evidence = [Evidence.Of(document)], Target = new($"by {target:MMMM yyyy}", null, target) }),
            Seed.Importer, Today, on.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        for (var entry = 0; entry < 4; entry++)
        {
            on = on.AddDays(_random.Next(20, 400));
            if (on > Today)
            {
                on = Today;
            }

            var state = item.StateOn(on)!;
            var moves = lifecycle.MovesFrom(state.Stage, state.Held).Where(m => m.Kind == MoveKind.Forward && m.Rule.Conditions.Count == 0).Take(2).ToList();
            var update = new Update { On = on, Evidence = [Evidence.Of(document)], Note = $"Reported on {topic} at the meeting of {on:MMMM yyyy}.", Outlook = new(_random.Next(3) == 0 ? Outlook.OnTrack : Outlook.NotRated) };
            if (moves.Count > 0 && _random.Next(3) > 0)
            {
                var rule = moves[_random.Next(moves.Count)].Rule;
                update = update with { Stage = rule.Stage, NotStated = rule.Facts };
            }

            item.Record(update, Seed.Importer, Today, on.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        }

        return item;
    }
}
