using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Targets;

/// <summary>Items with targets of every origin, revised, met, missed, on hold and given up, as a seed makes them.</summary>
internal static class AnyRegister
{
    public const int LastDay = 160;
    private static readonly Actor Keeper = new(Guid.CreateVersion7(), "Keeper", Role.RegisterKeeper, null, new HashSet<string>());
    private static readonly (Kind Kind, Form Form)[] Kinds =
        [(Kind.Centre, Form.Centre), (Kind.Centre, Form.Facility), (Kind.Commitment, Form.None), (Kind.Agreement, Form.Treaty), (Kind.Agreement, Form.Memorandum), (Kind.Project, Form.Study), (Kind.Plan, Form.None)];

    public static async Task<TestDatabase> OfAsync(int seed, int count)
    {
        var database = await Some.RegisterAsync();
        var random = new Random(seed);
        await using var db = database.Context();
        List<Item> items = [.. Enumerable.Range(1, count).Select(n => ItemOf(random, n))];
        db.Items.AddRange(items);
        db.KeepSpansOfNew(items, new() { ["CENTRE"] = [new(Some.Day, DayRange.Open)], ["PLAN"] = [new(Some.Day, DayRange.Open)] });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>Every item with its journal, as storage has it.</summary>
    public static async Task<List<Item>> ItemsAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).OrderBy(i => i.Code).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static Item ItemOf(Random random, int n)
    {
        var (kind, form) = Kinds[random.Next(Kinds.Length)];
        var lifecycle = Lifecycle.Of(kind, form);
        var profile = Some.Opening($"Item {n}", null).Profile with
        {
            Pillar = (Pillar)random.Next(4),
            Nature = random.Next(5) == 0 ? Nature.Reference : Nature.Deliverable,
            Bodies = random.Next(3) switch { 0 => [], 1 => [new("ROK", BodyRole.Lead)], _ => [new("ASEAN", BodyRole.Lead), new("ROK-MOFA", BodyRole.Lead)] },
            Relations = random.Next(4) switch { 0 => [new(RelationKind.PartOf, "CENTRE")], 1 => [new(RelationKind.Implements, "PLAN")], _ => [] },
            Period = kind == Kind.Plan ? new("a period", Some.Day.AddDays(random.Next(60)), Some.Day.AddDays(60 + random.Next(90))) : null,
        };
        var stage = random.Next(5) == 0 ? null : (Stage?)lifecycle.Path[random.Next(3)].Stage;
        var item = Item.Open(
            $"ANY-{n}", kind, form,
            new(profile, UpdateOf(random, lifecycle, Some.Day.AddDays(random.Next(20)), stage, []) with { TargetReason = null }),
            Keeper, Some.Day.AddDays(LastDay), DateTime.UnixEpoch);
        for (var entry = 0; entry < 5; entry++)
        {
            var on = item.Entries[^1].On!.Value.AddDays(random.Next(40));
            var moves = item.StateOn(on)!.Moves.ToList();
            var move = moves.Count == 0 || random.Next(3) == 0 ? null : (Stage?)moves[random.Next(moves.Count)].Rule.Stage;
            var update = UpdateOf(random, lifecycle, on, move, item.StateOn(on)!.Targets);
            if (item.ObjectionsTo(update, Keeper, Some.Day.AddDays(LastDay), Surroundings.None).Count == 0)
            {
                item.Record(update, Keeper, Some.Day.AddDays(LastDay), DateTime.UnixEpoch, Surroundings.None);
            }
        }

        return item;
    }

    private static Update UpdateOf(Random random, Lifecycle lifecycle, DateOnly on, Stage? stage, ImmutableList<TargetSet> before)
    {
        Evidence source = random.Next(4) switch
        {
            0 => new("STATEMENT", "A statement", Some.Day, "Chairman", DocumentKind.Statement, Paragraph: 1),
            1 => new("JOINT", "A declaration", Some.Day, "Leaders", DocumentKind.JointDeclaration),
            2 => new(null, "A statement elsewhere", Some.Day, "Somebody", DocumentKind.Statement, "https://example.org/statement"),
            _ => new("PRESS", "A newspaper's report", Some.Day, "A newspaper", DocumentKind.PressReport),
        };
        var hasTarget = random.Next(2) == 0;
        DateOnly? latest = random.Next(5) == 0 ? null : on.AddDays(random.Next(-5, 60));
        var noDate = !hasTarget && random.Next(8) == 0;
        return new()
        {
            On = on,
            Stage = stage,
            Note = "As reported.",
            Facts = stage is { } s ? lifecycle.Rule(s).Facts.Append(Fact.Reason).Distinct().ToDictionary(f => f, f => f switch { Fact.Day => "2026-01-15", Fact.ReviewDay => "2026-12-31", Fact.Ratifications => "3 of 11", _ => "Said." }) : new Dictionary<Fact, string>(),
            Evidence = [source],
            Target = hasTarget ? new($"by {latest:d MMMM}", null, latest, random.Next(2) == 0 ? null : lifecycle.Path[random.Next(lifecycle.Path.Count)].Stage) : null,
            NoDateSet = noDate,
            TargetReason = noDate || (hasTarget && before.Count > 0) ? "Rains." : null,
        };
    }
}
