using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Items;

public sealed class RegisterQueryRules(SeededRegister seeded) : IClassFixture<SeededRegister>
{
    public static TheoryData<string> Days => ["2020-11-12", "2020-11-15", "2022-06-30", "2024-10-10", "2026-11-24"];

    private TestDatabase Database => seeded.Database;

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Every_figure_of_the_overview_equals_the_list_behind_it(string asOf)
    {
        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd");
        var overview = await Database.Get<OverviewQuery>().AsOfAsync(day);

        foreach (var figure in Figure.All)
        {
            var list = await Database.Get<RegisterQuery>().PageAsync(new() { Figure = figure }, day);
            Assert.Equal(overview[figure], list.Total);
        }

        Assert.Equal(overview[Figure.Counted], overview[Figure.NotStarted] + overview[Figure.UnderWay] + overview[Figure.Delivered]);
        Assert.Equal(overview[Figure.Counted], overview.Pillars.Sum(p => p.Counted));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Every_bar_of_the_overview_equals_the_list_behind_it(string asOf)
    {
        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd");
        var overview = await Database.Get<OverviewQuery>().AsOfAsync(day);

        foreach (var row in overview.Pillars)
        {
            async Task<int> ListAsync(Figure figure) =>
                await Database.Get<RegisterQuery>().CountAsync(new() { Figure = figure, Pillars = [row.Pillar] }, day);
            Assert.Equal(row.NotStarted, await ListAsync(Figure.NotStarted));
            Assert.Equal(row.UnderWay, await ListAsync(Figure.UnderWay));
            Assert.Equal(row.Delivered, await ListAsync(Figure.Delivered));
            Assert.Equal(row.Continuing, await ListAsync(Figure.Continuing));
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Figures_from_storage_equal_figures_folded_from_the_journals(string asOf)
    {
        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd");
        var rules = ReportingRules.Default;
        await using var db = Database.Context();
        var states = (await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).ToListAsync())
            .Select(i => i.StateOn(day))
            .OfType<ItemState>()
            .ToList();
        var overview = await Database.Get<OverviewQuery>().AsOfAsync(day);

        Assert.Equal(states.Count(s => s.Counts), overview[Figure.Counted] + overview[Figure.CountsInside]);
        Assert.Equal(states.Count(s => s.OwnStanding == Standing.DeliveredBefore), overview[Figure.DeliveredBefore]);
        Assert.Equal(states.Count(s => s.Profile.Nature == Nature.Continuing), overview[Figure.Continuing]);
        foreach (var schedule in Enum.GetValues<Schedule>())
        {
            Assert.Equal(
                states.Count(s => s.ScheduleOn(day, rules) == schedule),
                await Database.Get<RegisterQuery>().CountAsync(new() { Schedules = [schedule] }, day));
        }

        foreach (var outlook in Enum.GetValues<Outlook>())
        {
            Assert.Equal(
                states.Count(s => s.OutlookOn(day, rules) == outlook),
                await Database.Get<RegisterQuery>().CountAsync(new() { Outlooks = [outlook] }, day));
        }

        foreach (var strength in Enum.GetValues<Strength>())
        {
            Assert.Equal(
                states.Count(s => s.Profile.Mentions.Any(m => m.Strength == strength)),
                await Database.Get<RegisterQuery>().CountAsync(new() { Strengths = [strength] }, day));
        }
    }

    [Fact]
    public async Task Each_choice_of_a_facet_leaves_as_many_items_as_it_says()
    {
        var filter = new RegisterFilter { Pillars = [Pillar.Economic] };
        var view = await Database.Get<RegisterQuery>().PageAsync(filter, Database.Today);

        foreach (var kind in view.Facets.Single(f => f.Name == "kind").Options)
        {
            Assert.Equal(kind.Count, await Database.Get<RegisterQuery>().CountAsync(filter with { Kinds = [Enum.Parse<Kind>(kind.Value)] }, Database.Today));
        }

        foreach (var body in view.Facets.Single(f => f.Name == "body").Options)
        {
            Assert.Equal(body.Count, await Database.Get<RegisterQuery>().CountAsync(filter with { Bodies = [body.Value] }, Database.Today));
        }

        foreach (var pillar in view.Facets.Single(f => f.Name == "pillar").Options)
        {
            Assert.Equal(pillar.Count, await Database.Get<RegisterQuery>().CountAsync(new() { Pillars = [Enum.Parse<Pillar>(pillar.Value)] }, Database.Today));
        }
    }

    [Fact]
    public async Task A_facet_with_a_choice_made_still_counts_its_other_choices()
    {
        var filter = new RegisterFilter
        {
            Natures = [Nature.Continuing],
            Kinds = [Kind.Commitment],
            Phases = [Phase.UnderWay],
            Pillars = [Pillar.CrossPillar],
            Outlooks = [Outlook.NotRated],
            Schedules = [Schedule.NoDate],
            Strengths = [Strength.Supported],
            Bodies = ["ROK"],
            Stages = [Stage.Continuing],
        };
        var view = await Database.Get<RegisterQuery>().PageAsync(filter, Database.Today);
        var others = 0;
        async Task CheckAsync<T>(string facet, Func<T, RegisterFilter> only, params T[] values)
            where T : notnull
        {
            foreach (var value in values)
            {
                var shown = view.Facets.Single(f => f.Name == facet).Options.FirstOrDefault(o => o.Value == value.ToString())?.Count ?? 0;
                Assert.Equal(await Database.Get<RegisterQuery>().CountAsync(only(value), Database.Today), shown);
                others += shown;
            }
        }

        await CheckAsync("nature", v => filter with { Natures = [v] }, Enum.GetValues<Nature>());
        await CheckAsync("kind", v => filter with { Kinds = [v] }, Enum.GetValues<Kind>());
        await CheckAsync("phase", v => filter with { Phases = [v] }, Enum.GetValues<Phase>());
        await CheckAsync("pillar", v => filter with { Pillars = [v] }, Enum.GetValues<Pillar>());
        await CheckAsync("outlook", v => filter with { Outlooks = [v] }, Enum.GetValues<Outlook>());
        await CheckAsync("schedule", v => filter with { Schedules = [v] }, Enum.GetValues<Schedule>());
        await CheckAsync("strength", v => filter with { Strengths = [v] }, Enum.GetValues<Strength>());
        await CheckAsync("stage", v => filter with { Stages = [v] }, Enum.GetValues<Stage>());
        await CheckAsync("body", v => filter with { Bodies = [v] }, "ROK", "ASEAN", "AKC");
        Assert.True(view.Total > 0 && others > view.Total * 9, "No other choice has an item, so nothing was compared.");
    }

    [Fact]
    public async Task With_a_lead_chosen_the_other_leads_are_still_counted()
    {
        var all = await Database.Get<RegisterQuery>().PageAsync(new(), Database.Today);
        var chosen = await Database.Get<RegisterQuery>().PageAsync(new() { Bodies = ["ROK"] }, Database.Today);

        var leads = all.Facets.Single(f => f.Name == "body").Options;
        Assert.True(leads.Count > 3);
        Assert.Equal(leads.Select(o => (o.Value, o.Count)), chosen.Facets.Single(f => f.Name == "body").Options.Select(o => (o.Value, o.Count)));
    }

    [Fact]
    public async Task Words_and_a_document_leave_what_both_name()
    {
        async Task<HashSet<string>> CodesAsync(RegisterFilter filter) => [.. (await Database.Get<RegisterQuery>().PageAsync(filter, Database.Today)).Rows.Select(r => r.Code)];
        var words = await CodesAsync(new() { Text = "korea", Document = "CS-21", Paragraph = 10 });

        Assert.NotEmpty(words);
        Assert.Equal((await CodesAsync(new() { Document = "CS-21", Paragraph = 10 })).Count(c => words.Contains(c)), words.Count);
        Assert.True(words.Count < (await CodesAsync(new() { Document = "CS-21", Paragraph = 10 })).Count);
    }

    [Theory]
    [InlineData("akiic", "AKIIC")]
    [InlineData("Industrial Innovative", "AKIIC")]
    [InlineData("third protocol", "THIRD-PROTOCOL")]
    public async Task Search_finds_by_acronym_and_other_names_whatever_the_letters_size(string text, string code)
    {
        var view = await Database.Get<RegisterQuery>().PageAsync(new() { Text = text }, Database.Today);

        Assert.Contains(code, view.Rows.Select(r => r.Code));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\\")]
    public async Task Search_takes_signs_as_signs(string text)
    {
        var view = await Database.Get<RegisterQuery>().PageAsync(new() { Text = text + " nothing-has-this" }, Database.Today);

        Assert.Empty(view.Rows);
    }

    [Theory]
    [InlineData(-3, 1)]
    [InlineData(0, 1)]
    [InlineData(99999, int.MaxValue)]
    public async Task A_page_out_of_range_reads_as_the_first_or_the_last(int page, int expected)
    {
        var view = await Database.Get<RegisterQuery>().PageAsync(new() { Page = page }, Database.Today);

        Assert.Equal(Math.Min(expected, view.PageCount), view.Page);
        Assert.NotEmpty(view.Rows);
    }

    [Theory]
    [InlineData(RegisterSort.Code)]
    [InlineData(RegisterSort.Title)]
    [InlineData(RegisterSort.LastUpdate)]
    [InlineData(RegisterSort.Target)]
    public async Task Pages_hold_every_item_once_in_each_order(RegisterSort sort)
    {
        foreach (var descending in new[] { false, true })
        {
            List<string> codes = [];
            var pages = 1;
            for (var page = 1; page <= pages; page++)
            {
                var view = await Database.Get<RegisterQuery>().PageAsync(new() { Sort = sort, Descending = descending, Page = page }, Database.Today);
                pages = view.PageCount;
                codes.AddRange(view.Rows.Select(r => r.Code));
                Assert.Equal(view.Total, await Database.Get<RegisterQuery>().CountAsync(new(), Database.Today));
            }

            Assert.Equal(codes.Count, codes.Distinct().Count());
            Assert.Equal(await Database.Get<RegisterQuery>().CountAsync(new(), Database.Today), codes.Count);
        }
    }

    [Theory]
    [InlineData(RegisterSort.Code)]
    [InlineData(RegisterSort.Title)]
    [InlineData(RegisterSort.LastUpdate)]
    [InlineData(RegisterSort.Target)]
    public async Task The_pages_hold_every_item_once_in_the_order_asked_for(RegisterSort sort)
    {
        foreach (var descending in new[] { false, true })
        {
            List<RegisterRow> rows = [];
            RegisterView view;
            do
            {
                view = await Database.Get<RegisterQuery>().PageAsync(new() { Sort = sort, Descending = descending, Page = (rows.Count / RegisterFilter.PageSize) + 1 }, Database.Today);
                rows.AddRange(view.Rows);
            }
            while (view.Page < view.PageCount);

            // Sorted otherwise: the key as text, and what has none behind the rest.
            string Key(RegisterRow row) => sort switch
            {
                RegisterSort.Title => row.Title.ToUpperInvariant(),
                RegisterSort.LastUpdate => $"{row.LastReportedOn:O}",
                RegisterSort.Target => row.TargetLatest is { } day ? $"{day:O}" : descending ? "" : "~",
                _ => "",
            };
            var expected = rows.ToList();
            expected.Sort((a, b) => string.CompareOrdinal(Key(a), Key(b)) is var byKey and not 0 ? byKey : string.CompareOrdinal(a.Code, b.Code));
            if (descending)
            {
                expected.Reverse();
            }

            Assert.Equal(view.Total, rows.Count);
            Assert.Equal(expected.Select(r => r.Code), rows.Select(r => r.Code));
            Assert.Equal(rows.Count, rows.DistinctBy(r => r.Code).Count());
        }
    }

    [Fact]
    public async Task Items_without_a_target_come_after_those_with_one_in_either_direction()
    {
        foreach (var descending in new[] { false, true })
        {
            var rows = new List<RegisterRow>();
            for (var page = 1; page <= 4; page++)
            {
                rows.AddRange((await Database.Get<RegisterQuery>().PageAsync(new() { Sort = RegisterSort.Target, Descending = descending, Page = page }, Database.Today)).Rows);
            }

            Assert.Contains(rows, r => r.TargetLatest is null);
            Assert.All(rows.SkipWhile(r => r.TargetLatest is not null), r => Assert.Null(r.TargetLatest));
        }
    }

    [Fact]
    public async Task The_total_is_the_number_of_items_that_the_filter_leaves()
    {
        RegisterFilter[] filters =
        [
            new(), new() { Kinds = [Kind.Fund, Kind.Centre] }, new() { Pillars = [Pillar.Economic], Phases = [Phase.UnderWay] }, new() { Stages = [Stage.Opened] },
            new() { Outlooks = [Outlook.NotRated], Schedules = [Schedule.NoDate] }, new() { Strengths = [Strength.Agreed, Strength.Supported] },
            new() { Bodies = ["ROK"], Natures = [Nature.Continuing] }, new() { Document = "CS-21", Paragraph = 12 }, new() { Text = "korea", Kinds = [Kind.Project] },
        ];

        foreach (var filter in filters)
        {
            var view = await Database.Get<RegisterQuery>().PageAsync(filter, Database.Today);
            Assert.Equal(await Database.Get<RegisterQuery>().CountAsync(filter, Database.Today), view.Total);
            Assert.Equal(Math.Min(view.Total, RegisterFilter.PageSize), view.Rows.Count);
        }
    }

    [Theory]
    [InlineData("asean rok fta")]
    [InlineData("korea")]
    [InlineData("ro")]
    [InlineData("k")]
    [InlineData("centre ro k")]
    [InlineData("-")]
    [InlineData("Indust")]
    [InlineData("NOT korea")]
    [InlineData("korea NOT asean")]
    public async Task Search_finds_exactly_the_items_whose_words_hold_all_of_the_search(string text)
    {
        await using var db = Database.Context();
        var texts = await db.HeldTexts.Where(t => t.From <= Database.Today && Database.Today < t.Until).ToListAsync(TestContext.Current.CancellationToken);
        var words = HeldText.Normalise(text).Split(' ');

        Assert.Equal(
            texts.Count(t => words.All(w => t.Words.Contains(w, StringComparison.Ordinal))),
            await Database.Get<RegisterQuery>().CountAsync(new() { Text = text }, Database.Today));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\"\"")]
    [InlineData("korea\" OR \"asean")]
    [InlineData("words:korea")]
    [InlineData("korea*")]
    [InlineData("%%%")]
    [InlineData("___")]
    public async Task Search_takes_the_signs_of_the_index_as_signs(string text)
    {
        Assert.Equal(0, await Database.Get<RegisterQuery>().CountAsync(new() { Text = text }, Database.Today));
    }

    [Fact]
    public async Task A_search_that_is_cut_in_the_middle_of_a_sign_still_answers()
    {
        var text = new string('x', RegisterFilter.MaximumTextLength - 1) + "😀";

        Assert.Equal(0, await Database.Get<RegisterQuery>().CountAsync(new() { Text = text }, Database.Today));
    }

    [Fact]
    public async Task Before_the_first_document_there_is_nothing()
    {
        var view = await Database.Get<RegisterQuery>().PageAsync(new(), new DateOnly(1950, 1, 1));

        Assert.Empty(view.Rows);
        Assert.Equal(0, view.Total);
    }
}

/// <summary>One seeded database for tests that only read.</summary>
public sealed class SeededRegister : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await TestDatabase.SeededAsync();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
