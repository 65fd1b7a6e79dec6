using CsCheck;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>One thing that somebody tries with an item, told by numbers, so that a failure shrinks to a plain one.</summary>
internal sealed record Attempt(int Sort, int Day, int Stage, int Parts, int Facts, int Person, int Pick, int Other)
{
    public bool Has(int part) => (Parts & (1 << part)) != 0;
}

/// <summary>What was tried and what became of it.</summary>
internal sealed record Tried(EntryType Type, IReadOnlyList<Refusal> Objections, IReadOnlyList<Refusal> Refused, int Before, int After);

/// <summary>An item with a random history: legal and illegal attempts, back-dated ones, and withdrawals.</summary>
/// <remarks>Half of the attempts are built to be legal, or the journals would stay empty and prove nothing.</remarks>
internal sealed record AnyJournal(Item Item, IReadOnlyList<Tried> Tried)
{
    public const int FirstDay = -30;
    public const int LastDay = 120;

    private static readonly Gen<Attempt> Attempts = Gen.Select(
        Gen.Int[0, 99], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 4095], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 999], Gen.Int[0, 999],
        (sort, day, stage, parts, facts, person, pick, other) => new Attempt(sort, day, stage, parts, facts, person, pick, other));

    public static Gen<AnyJournal> Of(Kind kind, Form form) => Gen.Select(Attempts, Attempts.Array[3, 16], (first, rest) => Played(kind, form, first, rest));

    /// <summary>The instant at which the entry of that sequence was recorded.</summary>
    public static DateTime At(int sequence) => Some.Now.AddMinutes(sequence);

    /// <summary>The journal, as a failure prints it.</summary>
    public override string ToString() => string.Join('\n', Item.Entries.Select(e =>
        $"{e.Sequence} {e.Type} {e.On:yyyy-MM-dd} {e.Stage} {e.Content.Profile?.Period ?? e.Revision?.Period} {e.Update?.Target} {e.Content.Assessment} {e.Content.Withdrawal}"));

    private static AnyJournal Played(Kind kind, Form form, Attempt first, Attempt[] rest)
    {
        var lifecycle = Lifecycle.Of(kind, form);
        var start = first.Stage % 5 == 0 ? null : (Stage?)lifecycle.All.ElementAt(first.Pick % lifecycle.All.Count()).Stage;
        var profile = Some.Profile with { Period = PeriodOf(kind, first), Relations = first.Other % 3 == 0 ? [new(RelationKind.PartOf, "PARENT-1")] : [] };
        var item = Item.Open("ITEM-1", kind, form, new(profile, new Update { On = Some.Day(0), Stage = start }), Some.Keeper, Some.Today, At(1));
        return new(item, [.. rest.Select(attempt => Try(item, attempt))]);
    }

    private static Tried Try(Item item, Attempt attempt)
    {
        var before = item.Entries.Count;
        var now = At(before + 1);
        var (type, objections, deed) = attempt.Sort switch
        {
            < 60 => Update(item, attempt, now),
            < 73 => Revise(item, attempt, now),
            < 83 => Assess(item, attempt, now),
            < 93 => Withdraw(item, attempt, now),
            _ => OpenEarlier(item, attempt, now),
        };
        try
        {
            deed();
            return new(type, objections, [], before, item.Entries.Count);
        }
        catch (RefusedException refused)
        {
            return new(type, objections, refused.Refusals, before, item.Entries.Count);
        }
    }

    private static (EntryType, IReadOnlyList<Refusal>, Action) Update(Item item, Attempt attempt, DateTime now)
    {
        var update = UpdateOf(item, attempt);
        var actor = attempt.Person < 7 ? Some.Keeper : attempt.Person < 9 ? Some.Official : Some.OtherOfficial;
        var around = attempt.Other % 8 == 0 ? Surroundings.None with { LinesWithoutOutcome = ["POA-1.1"] } : Some.Satisfied;
        return (EntryType.Update, item.ObjectionsTo(update, actor, Some.Today, around), () => item.Record(update, actor, Some.Today, now, around));
    }

    private static (EntryType, IReadOnlyList<Refusal>, Action) Revise(Item item, Attempt attempt, DateTime now)
    {
        var revision = RevisionOf(item, attempt);
        var actor = attempt.Person < 9 ? Some.Keeper : Some.Official;
        return (EntryType.Revision, item.ObjectionsTo(revision, actor, Some.Today), () => item.Revise(revision, actor, Some.Today, now));
    }

    private static (EntryType, IReadOnlyList<Refusal>, Action) Assess(Item item, Attempt attempt, DateTime now)
    {
        var actor = attempt.Person < 4 ? Some.Manager : attempt.Person < 8 ? Some.RokManager : Some.Keeper;
        var verdict = attempt.Pick % 3 == 0 ? Verdict.Contested : Verdict.Confirmed;
        var assessment = new Assessment(DayOf(item, attempt), (attempt.Other % (item.Entries.Count + 1)) + 1, verdict, actor.Side!.Value, attempt.Has(0) ? "Seen." : null);
        return (EntryType.Assessment, item.ObjectionsTo(assessment, actor, Some.Today), () => item.Assess(assessment, actor, Some.Today, now));
    }

    private static (EntryType, IReadOnlyList<Refusal>, Action) Withdraw(Item item, Attempt attempt, DateTime now)
    {
        // The latest entries rest on the others, so they are the ones that most often can be withdrawn.
        var latest = item.Entries.Count - (attempt.Other % 3);
        var withdrawal = new Withdrawal(attempt.Pick % 2 == 0 ? latest : (attempt.Pick % (item.Entries.Count + 1)) + 1, attempt.Facts == 9 ? " " : "Recorded by mistake.");
        var named = item.Entries.FirstOrDefault(e => e.Sequence == withdrawal.Entry);
        var actor = named?.Type == EntryType.Assessment && attempt.Person < 8
            ? new[] { Some.Manager, Some.RokManager, Some.Keeper }.First(a => a.PersonId == named.ById)
            : attempt.Person < 8 ? Some.Keeper : Some.Official;
        return (EntryType.Void, item.ObjectionsTo(withdrawal, actor), () => item.Void(withdrawal, actor, now));
    }

    private static (EntryType, IReadOnlyList<Refusal>, Action) OpenEarlier(Item item, Attempt attempt, DateTime now)
    {
        var first = item.LiveEntries() is { Count: > 0 } live ? live[0].On!.Value : Some.Day(0);
        var stages = item.Lifecycle.Path;
        var stage = attempt.Stage % 3 == 0 ? null : (Stage?)stages[attempt.Stage % (attempt.Stage % 3 == 1 ? 2 : stages.Count)].Stage;
        var profile = Some.Profile with { Title = $"As of document {attempt.Pick}", Period = PeriodOf(item.Kind, attempt) };
        var opening = new Opening(profile, new Update { On = first.AddDays(-(attempt.Day % 6)), Stage = stage }, "about 2019");
        return (EntryType.Opening, item.ObjectionsToEarlier(opening, Some.Keeper, Some.Today), () => item.OpenEarlier(opening, Some.Keeper, Some.Today, now));
    }

    private static DateOnly DayOf(Item item, Attempt attempt)
    {
        var last = item.LiveEntries() is { Count: > 0 } live ? live[^1].On!.Value : Some.Day(0);
        var anywhere = Some.Day(FirstDay + (attempt.Day % (LastDay - FirstDay + 1)));
        return (attempt.Day % 10) switch
        {
            < 6 => Min(last.AddDays(attempt.Day / 10 % 9), Some.Day(LastDay)),
            9 when attempt.Day > 900 => Some.Today.AddDays(1),
            _ => anywhere,
        };
    }

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    private static Period? PeriodOf(Kind kind, Attempt attempt)
    {
        DateOnly? last = attempt.Other % 2 == 0 ? null : Some.Day(30 + (attempt.Other % 80));
        DateOnly? first = attempt.Pick % 2 == 0 ? null : Some.Day(attempt.Pick % 40);
        return kind != Kind.Plan || attempt.Pick % 4 == 0 ? null : new("as planned", first > last ? null : first, last);
    }

    private static Update UpdateOf(Item item, Attempt attempt)
    {
        var (lifecycle, on) = (item.Lifecycle, DayOf(item, attempt));
        var state = item.StateOn(on);
        var moves = (state?.Moves ?? lifecycle.MovesFrom(null)).Select(m => m.Rule).ToList();
        var open = moves.Where(r => !r.IsFinal).ToList();
        Stage? stage = (attempt.Stage % 8) switch
        {
            0 or 1 => null,
            2 when moves.Count > 0 => moves[attempt.Pick % moves.Count].Stage,
            < 6 when open.Count > 0 => open[attempt.Pick % open.Count].Stage,
            6 => lifecycle.All.ElementAt(attempt.Pick % lifecycle.All.Count()).Stage,
            _ => Enum.GetValues<Stage>()[attempt.Pick % Enum.GetValues<Stage>().Length],
        };
        var asked = stage is { } to && lifecycle.Has(to) ? [.. lifecycle.Rule(to).Facts, .. lifecycle.Rule(to).OptionalFacts] : (IReadOnlyList<Fact>)[Fact.Place];
        var all = asked.Append(Fact.Reason).Distinct().Where(f => f != Fact.Day).ToDictionary(f => f, Some.Text);
        var differs = stage is null && attempt.Sort < 32;
        var noChange = !differs && stage is null && attempt.Has(9);
        var update = new Update
        {
            On = on,
            Stage = stage,
            Facts = attempt.Facts switch
            {
                < 6 => all,
                6 or 7 => new Dictionary<Fact, string>(),
                8 => all.Where((_, i) => i % 2 == 0).ToDictionary(),
                _ => all.ToDictionary(f => f.Key, _ => " "),
            },
            NotStated = attempt.Facts is 6 or 8 ? asked : [],
            Evidence = attempt.Facts == 6 || (differs || noChange ? attempt.Person < 9 : attempt.Has(8)) ? [attempt.Has(7) ? Some.Page : Some.Press] : [],
            Outlook = attempt.Has(0) && attempt.Has(1) ? new((Outlook)(attempt.Pick % 4), attempt.Other % 4 == 0 ? null : "Money is late.") : null,
            NextStep = attempt.Has(6) ? "The committee meets." : null,
            Note = attempt.Has(7) || attempt.Other % 3 == 0 ? "As reported." : null,
            NoDateSet = attempt.Other % 9 == 0 || (stage == Stage.Planned && attempt.Facts < 6),
            NoChange = noChange,
            DiffersFrom = differs ? attempt.Other % (item.Entries.Count + 2) : null,
        };
        if (attempt.Has(2) && (attempt.Has(3) || attempt.Has(6)) && (!update.NoDateSet || attempt.Other % 9 == 1))
        {
            var aim = attempt.Pick % 3 == 0 ? null : (Stage?)lifecycle.All.ElementAt(attempt.Pick % (lifecycle.Path.Count + (attempt.Pick % 2))).Stage;
            DateOnly? latest = attempt.Other % 4 == 0 ? null : Some.Day(attempt.Other % 140);
            update = update with { Target = new($"by then {attempt.Pick}", latest?.AddDays(-9), latest, aim), TargetReason = attempt.Person % 4 == 1 ? null : "Rains." };
        }

        if (attempt.Has(4) && attempt.Has(5))
        {
            var act = (MilestoneAct)(attempt.Other % 4);
            var number = (attempt.Pick % 3) + 1;
            update = update with { Milestones = [state?.Milestones.ContainsKey(number) == true ? new(number, act) : new(number, attempt.Person == 9 ? act : MilestoneAct.Add, "First course", null, number)] };
        }

        if (attempt.Has(10) && attempt.Has(11) && (stage ?? state?.Standstill) is { } at && lifecycle.Has(at))
        {
            var (floor, ceiling) = (lifecycle.Rule(at).Floor ?? 0, lifecycle.Rule(at).Ceiling ?? 100);
            var percent = attempt.Person == 9 ? attempt.Pick % 101 : floor + (attempt.Pick % (ceiling - floor + 1));
            update = update with { Progress = new(percent, attempt.Person == 8 ? "" : "Counted on the spot.") };
        }

        return update;
    }

    private static Revision RevisionOf(Item item, Attempt attempt)
    {
        var on = DayOf(item, attempt);
        var mentions = item.StateOn(on)?.Profile.Mentions ?? [];
        var mention = new Mention($"CS-{attempt.Other % 3}", attempt.Other % 20, "We", "welcomed", (Strength)(attempt.Other % 5));
        var empty = new Revision { On = on };
        return (attempt.Pick % 10) switch
        {
            0 => empty,
            1 => empty with { Title = $"Renamed {attempt.Other}" },
            2 => empty with { Nature = (Nature)(attempt.Other % 5), Proposer = attempt.Has(0) ? "MOFA" : null },
            3 => empty with { Nature = Nature.Deliverable, Acronym = attempt.Has(0) ? "AC" : "", Weight = attempt.Other % 40 },
            4 => empty with { Period = PeriodOf(Kind.Plan, attempt) ?? new("") },
            5 => empty with { Bodies = attempt.Has(0) ? [new("ASEC", BodyRole.Lead), new("MOFA", BodyRole.Support)] : [new("MOFA", BodyRole.Lead)] },
            6 => empty with { Relations = attempt.Has(0) ? [] : [new(attempt.Has(1) ? RelationKind.PartOf : RelationKind.Prepares, $"PARENT-{(attempt.Other % 2) + 1}"), new(RelationKind.Supports, "ITEM-9")] },
            7 or 8 => empty with { MentionsAdded = [mention] },
            _ => empty with { MentionsWithdrawn = [mentions.Count > 0 ? mentions[0] : mention] },
        };
    }
}
