using CsCheck;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What holds for every history, however it came about, of every kind and form.</summary>
/// <remarks>A failure prints the seed with which it can be made again: <c>CsCheck_Seed=… dotnet test</c>.</remarks>
public sealed class JournalProperties
{
    private static readonly DayRange[] ParentCounts = [new(Some.Day(10), Some.Day(25)), new(Some.Day(40), DayRange.Open)];

    private static readonly Dictionary<string, Func<Span, FigureDays, bool>> Compiled = Figure.All.ToDictionary(f => f.Name, f => f.Test.Compile());

    public static TheoryData<Kind, Form> Kinds
    {
        get
        {
            TheoryData<Kind, Form> kinds = [];
            foreach (var (kind, form) in Some.KindsAndForms)
            {
                kinds.Add(kind, form);
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_refused_names_its_rules_and_leaves_no_trace(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal => Assert.All(journal.Tried, tried =>
            {
                Assert.Equal(tried.Objections, tried.Refused);
                Assert.All(tried.Objections, o => Assert.Matches("^[a-z-]+[.][a-z-]+$", o.Rule));
                Assert.Equal(tried.Objections.Count == 0 ? tried.Before + 1 : tried.Before, tried.After);
            }),
            iter: 200);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_was_accepted_is_legal_when_read_by_day(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal =>
            {
                var live = NaiveReading.Live(journal.Item.Entries);

                Assert.Null(journal.Item.FirstCollision());
                Assert.Equal(live, journal.Item.LiveEntries());
                for (var i = 0; i < live.Count; i++)
                {
                    IsLegal(journal.Item.Lifecycle, live, i);
                }
            },
            iter: 200);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Spans_say_of_every_day_what_a_plain_reading_of_the_journal_says(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal =>
            {
                var (item, live) = (journal.Item, NaiveReading.Live(journal.Item.Entries));
                var held = item.HeldBy(code => code == "PARENT-1" ? ParentCounts : []);

                for (var day = Some.Day(AnyJournal.FirstDay - 10); day <= Some.Day(AnyJournal.LastDay + 5); day = day.AddDays(1))
                {
                    Agree(item, held, NaiveReading.On(item.Lifecycle, live, day), day);
                }

                Assert.All(held.Spans, s => Assert.True(s.From < s.Until));
                Assert.Equal(live.Count == 0 ? [] : [DayRange.Open], held.Spans.Where(s => s.Until == DayRange.Open).Select(s => s.Until));
            },
            iter: 60);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_stands_in_memory_of_a_span_answers_as_the_span_does(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal =>
            {
                var rules = new ReportingRules(ReportingCycle: 12, DueWindow: 5);
                foreach (var span in journal.Item.HeldBy(code => code == "PARENT-1" ? ParentCounts : []).Spans)
                {
                    var facets = Some.FacetsOf(span);
                    foreach (var day in new[] { -1, 0, 1, 6, 13, 40 }.Select(span.From.AddDays))
                    {
                        Assert.Equal(span.Days.Covers(day), facets.Covers(day));
                        Assert.Equal((span.OutlookOn(day, rules), span.ScheduleOn(day, rules)), (facets.OutlookOn(day, rules), facets.ScheduleOn(day, rules)));
                        Assert.Equal(Figure.All.Select((f, n) => f.Counts(ref facets, FigureDays.Of(day, rules)) ? 1ul << n : 0).Aggregate((all, bit) => all | bit), Figure.AllThatCount(ref facets, FigureDays.Of(day, rules)));
                        Assert.All(Figure.All, figure => Assert.Equal(Compiled[figure.Name](span, FigureDays.Of(day, rules)), figure.Counts(ref facets, FigureDays.Of(day, rules))));
                    }
                }
            },
            iter: 20);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void As_known_at_an_instant_only_what_was_recorded_until_then_is_read(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal =>
            {
                for (var known = 0; known <= journal.Item.Entries.Count; known++)
                {
                    var live = NaiveReading.Live(journal.Item.Entries.Take(known));

                    Assert.Equal(live, journal.Item.LiveEntries(AnyJournal.At(known)));
                    Assert.Equal(NaiveReading.On(journal.Item.Lifecycle, live, Some.Day(50))?.Title, journal.Item.StateOn(Some.Day(50), AnyJournal.At(known))?.Profile.Title);
                    Assert.Equal(NaiveReading.On(journal.Item.Lifecycle, live, Some.Day(50))?.Stage, journal.Item.StateOn(Some.Day(50), AnyJournal.At(known))?.Stage);
                }
            },
            iter: 60);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Progress_lies_within_the_band_of_the_stage_on_every_day(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal =>
            {
                foreach (var span in journal.Item.Spans())
                {
                    var rule = (span.Stage == Stage.OnHold ? span.Held : span.Stage) is { } stage ? journal.Item.Lifecycle.Rule(stage) : null;

                    Assert.Equal(rule?.Floor is null || span.Nature != Nature.Deliverable, span.Progress is null);
                    Assert.True(span.Progress is null || (rule!.Floor <= span.Progress && span.Progress <= rule.Ceiling));
                }
            },
            iter: 100);

    /// <summary>The other properties prove little unless each sort of entry, each way to go and each refusal occurs often.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Random_histories_are_worth_reading(Kind kind, Form form)
    {
        var journals = new List<AnyJournal>();
        AnyJournal.Of(kind, form).Sample(journals.Add, iter: 700, threads: 1);

        var tried = journals.SelectMany(j => j.Tried).ToList();
        Assert.All(Enum.GetValues<EntryType>(), type =>
        {
            var (all, accepted) = (tried.Count(t => t.Type == type), tried.Count(t => t.Type == type && t.Objections.Count == 0));
            Assert.True(accepted > 20 && accepted < all && accepted * 8 > all, $"{type}: {accepted} of {all}");
        });
        var entries = journals.SelectMany(j => j.Item.Entries.Skip(1)).ToList();
        Assert.All(
            new Func<Update, bool>[] { u => u.Stage is not null, u => u.Outlook is not null, u => u.Target is not null, u => u.Milestones.Count > 0, u => u.NoChange, u => u.DiffersFrom is not null, u => u.NotStated.Count > 0 },
            part => Assert.True(entries.Count(e => e.Update is { } update && part(update)) > 15));
        Assert.True(entries.Count(e => journals.Exists(j => j.Item.Id == e.ItemId && j.Item.Entries.Any(o => o.Sequence < e.Sequence && o.On > e.On))) > 100);
        Assert.All(
            ["lifecycle.move", "lifecycle.reason", "journal.order", "journal.future", "journal.opening", "journal.back-dated", "target.reason", "void.rests", "void.opening", "permission.update"],
            rule => Assert.Contains(rule, tried.SelectMany(t => t.Objections).Select(o => o.Rule)));
    }

    private static void Agree(Item item, Held held, NaiveReading? naive, DateOnly day)
    {
        var spans = held.Spans.Where(s => s.Days.Covers(day)).ToList();
        var state = item.StateOn(day);
        if (naive is null)
        {
            Assert.Empty(spans);
            Assert.Null(state);
            Assert.DoesNotContain(held.Texts, t => t.From <= day && day < t.Until);
            return;
        }

        var inside = naive.Relations.Contains(new(RelationKind.PartOf, "PARENT-1")) || (item.Form == Form.Study && naive.Relations.Contains(new(RelationKind.Prepares, "PARENT-1")));
        var span = Assert.Single(spans);
        Assert.Equal(
            (naive.Stage, naive.StageOn, naive.Held, naive.Phase, naive.StandingWhen(inside && ParentCounts.Any(r => r.Covers(day))), naive.Progress, naive.Nature),
            (span.Stage, span.StageOn, span.Held, span.Phase, span.Standing, span.Progress, span.Nature));
        Assert.Equal(
            (naive.Target?.Text, naive.Target?.Latest, naive.Aim, naive.TargetMetOn, naive.Baseline?.Latest, naive.TimesRevised),
            (span.TargetText, span.TargetLatest, span.TargetAim, span.TargetMetOn, span.BaselineLatest, span.TimesRevised));
        Assert.Equal(
            (naive.Title, naive.Acronym, naive.Outlook, naive.RatedOn, naive.LastReportedOn, naive.Assurance),
            (span.Title, span.Acronym, span.Outlook, span.RatedOn, span.LastReportedOn, span.Assurance));
        Assert.Equal(
            (span.Stage, span.StageOn, span.Phase, span.Progress, span.TargetMetOn, span.Title, span.MissingFacts, span.LastReportedOn),
            (state!.Stage, state.StageOn, state.Phase, state.Progress?.Percent, state.TargetMetOn, state.Profile.Title, state.MissingFacts.Count(), state.LastReportedOn));
        Assert.Equal(naive.Mentions.Aggregate(0, (flags, m) => flags | (1 << (int)m.Strength)), span.Strengths);
        Assert.Equal(naive.Weight, state.Profile.Weight);
        Assert.Equal(naive.Period, state.Profile.Period);

        Assert.Equal(
            naive.Bodies.Select(b => $"{b.Body} {b.Role}").Order(),
            held.Bodies.Where(b => b.From <= day && day < b.Until).Select(b => $"{b.Body} {b.Role}").Order());
        Assert.Equal(
            naive.Relations.Select(r => $"{r.Kind} {r.To}").Order(),
            held.Relations.Where(r => r.From <= day && day < r.Until).Select(r => $"{r.Kind} {r.To}").Order());
        Assert.Equal(
            naive.Mentions.Select(m => $"{m.Document} {m.Paragraph} {m.Strength}").Distinct().Order(),
            held.Mentions.Where(m => m.From <= day && day < m.Until).Select(m => $"{m.Document} {m.Paragraph} {m.Strength}").Order());
        var words = Assert.Single(held.Texts, t => t.From <= day && day < t.Until).Words;
        Assert.Equal($"item-1\n{naive.Acronym?.ToLowerInvariant()}\n{naive.Title.ToLowerInvariant()}", words.TrimEnd('\n'));
    }

    /// <summary>Judges one entry by what lies before it, without asking the code that accepted it.</summary>
    private static void IsLegal(Lifecycle lifecycle, List<Entry> live, int index)
    {
        var entry = live[index];
        var on = entry.On!.Value;
        var before = NaiveReading.Before(lifecycle, live.Take(index), on);
        Assert.True(on <= Some.Today);
        Assert.Equal(index == 0, before is null);
        Assert.True(index > 0 || entry.Type == EntryType.Opening);

        var after = NaiveReading.Before(lifecycle, live.Take(index + 1), on)!;
        Assert.True(after.Nature != Nature.Proposal || after.Proposer is not null);
        Assert.InRange(after.Weight, 1, 1000);
        Assert.True(after.Nature != Nature.Position || (lifecycle == Lifecycle.Commitment && after.Stage is null));
        if (entry.Content.Assessment is { } assessment)
        {
            var judged = Assert.Single(live, e => e.Sequence == assessment.Entry);
            Assert.True(judged.On <= on && judged.Type is EntryType.Opening or EntryType.Update && judged.ById != entry.ById);
        }

        if (entry.Update is not { } update)
        {
            return;
        }

        if (update.Stage is { } to && !(entry.Type == EntryType.Opening && (before?.Stage == to || before?.Recorded == to)))
        {
            var move = lifecycle.Move(before?.Stage, to, before?.Held);
            Assert.NotNull(move);
            Assert.False(to == Stage.NotPursued && before?.Stage is { } left && before.WasDelivered && before.Phase == Phase.Delivered);
            if (move is MoveKind.Back or MoveKind.Reopen)
            {
                Assert.False(string.IsNullOrWhiteSpace(update.Reason));
            }
            else if (entry.Type == EntryType.Update && move != MoveKind.Resume)
            {
                Assert.All(lifecycle.Rule(to).Facts.Where(f => f != Fact.Day), f => Assert.True(
                    update.NotStated.Contains(f) ? update.Evidence.Count > 0 : !string.IsNullOrWhiteSpace(update.Facts.GetValueOrDefault(f))));
                Assert.True(!lifecycle.Rule(to).Conditions.Contains(Condition.Source) || update.Evidence.Count > 0);
                Assert.True(!lifecycle.Rule(to).Conditions.Contains(Condition.MilestonesMet) || after.Milestones.Values.All(m => m.IsMet || m.IsDropped));
            }
        }

        if (update.DiffersFrom is { } other)
        {
            Assert.Contains(live, e => e.Sequence == other && e != entry && e.Type is EntryType.Opening or EntryType.Update);
            Assert.True(update.Stage is null && update.Evidence.Count > 0);
        }

        if (update.Target is not null && entry.Type == EntryType.Update && before?.Targets.Exists(t => t.Aim == after.Targets[^1].Aim) == true)
        {
            Assert.False(string.IsNullOrWhiteSpace(update.TargetReason));
        }

        if (update.NoDateSet && update.Target is null && before?.Target is not null)
        {
            Assert.False(string.IsNullOrWhiteSpace(update.TargetReason));
        }

        if (update.Outlook is { Outlook: Outlook.AtRisk or Outlook.OffTrack } rating)
        {
            Assert.False(string.IsNullOrWhiteSpace(rating.Cause) || string.IsNullOrWhiteSpace(after.NextStep));
        }

        Assert.All(update.Milestones, m => Assert.Equal(m.Act != MilestoneAct.Add, before?.Milestones.ContainsKey(m.Number) == true));
        if (update.Progress is { } manual)
        {
            Assert.Equal(manual.Percent, after.Progress);
            Assert.False(string.IsNullOrWhiteSpace(manual.Reason));
        }
    }
}
