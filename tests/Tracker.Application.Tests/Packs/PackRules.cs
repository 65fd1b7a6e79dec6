using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Changes;
using Tracker.Application.Items;
using Tracker.Application.Packs;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Packs;

/// <summary>The papers of a meeting (docs/domain.md, The meeting's papers).</summary>
public sealed class PackRules
{
    private static readonly DateOnly From = new(2022, 5, 24);
    private static readonly DateOnly AsOf = new(2023, 3, 16);

    [Fact]
    public async Task The_matrix_holds_what_the_register_holds_on_that_day()
    {
        await using var database = await TestDatabase.SeededAsync();
        var pack = await ContentAsync(database, await RequestAsync(database));

        var register = database.Get<RegisterQuery>();
        async Task<int> CountAsync(RegisterFilter filter) => await register.CountAsync(filter, AsOf);
        var inMatrix = await CountAsync(new() { Natures = [Nature.Deliverable, Nature.Continuing, Nature.Proposal] });
        var over = pack.LeftOut.SingleOrDefault(l => l.What == "that no longer ran at the cut-off").Count;
        Assert.Equal(inMatrix, pack.Matrix.Count + over);
        Assert.Equal(await CountAsync(new() { Natures = [Nature.Position] }), pack.LeftOut.Single(l => l.What == "positions").Count);
        Assert.Equal(pack.Matrix.Count, pack.Matrix.Select(r => r.Code).Distinct().Count());
        foreach (var row in pack.Matrix.Take(40))
        {
            var item = (await database.Get<ItemQuery>().AsOfAsync(row.Code, AsOf))!;
            Assert.Equal((item.State.Stage, item.State.Phase, item.Outlook, item.Schedule, item.DaysLate), (row.Stage, row.Phase, row.Outlook, row.Schedule, row.DaysLate));
            Assert.Equal((item.State.Profile.Title, item.State.NextStep, item.State.Progress?.Percent), (row.Title, row.NextStep, row.Progress));
            Assert.All(row.Done, d => Assert.InRange(d.On, From.AddDays(1), AsOf));
        }
    }

    [Fact]
    public async Task Its_figures_and_changes_are_those_of_the_page_of_changes()
    {
        await using var database = await TestDatabase.SeededAsync();
        var request = await RequestAsync(database);

        var pack = await ContentAsync(database, request);
        var page = (await database.Get<ChangesQuery>().BetweenAsync(From, AsOf, ReportScope.Everything, most: int.MaxValue))!;

        Assert.Equal(page.Figures.Select(f => (f.Figure.Name, f.Before, f.Entered, f.Left, f.After)), pack.Changes.Figures.Select(f => (f.Figure.Name, f.Before, f.Entered, f.Left, f.After)));
        Assert.Equal(page.Groups.Select(g => (g.Group, g.Total)), pack.Changes.Groups.Select(g => (g.Group, g.Total)));
    }

    [Fact]
    public async Task What_needs_attention_is_what_the_figures_count_each_item_once()
    {
        await using var database = await TestDatabase.SeededAsync();
        var pack = await ContentAsync(database, await RequestAsync(database));

        Assert.Equal(pack.Attention.Count, pack.Attention.Select(a => a.Code).Distinct().Count());
        var register = database.Get<RegisterQuery>();
        foreach (var figure in new[] { Figure.OffTrack, Figure.Overdue, Figure.AtRisk, Figure.PeriodOver, Figure.NoRecentReport, Figure.NoLead })
        {
            var rows = (await register.PageAsync(new() { Figure = figure }, AsOf)).Rows;
            Assert.All(rows, r => Assert.Contains(pack.Attention, a => a.Code == r.Code));
        }
    }

    [Fact]
    public async Task Made_again_later_the_content_has_the_same_hash_and_the_files_the_same_bytes_whatever_was_recorded_since()
    {
        await using var database = await TestDatabase.SeededAsync();
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var request = await RequestAsync(database);
        var made = await database.Get<FreezePack>().PrepareAsync(request, manager);
        await database.Get<FreezePack>().ExecuteAsync(made, manager);

        database.Clock.Advance(TimeSpan.FromDays(20));
        await database.Get<RecordUpdate>().ExecuteAsync("AKIIC", new() { On = AsOf.AddDays(-3), Note = "Found in the archive." }, keeper);
        await database.Get<ReviseItem>().ExecuteAsync("AKIIC", new() { On = AsOf.AddDays(-2), Title = "Renamed for those days, too" }, keeper);
        var (culture, frozen) = (CultureInfo.CurrentCulture, (await database.Get<PackQuery>().FrozenAsync(request.Meeting, null)).Single());
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            // As after a restart: another application on the same file.
            await using var restarted = database.NewServices();
            Assert.True(await restarted.GetRequiredService<FreezePack>().IsSameStillAsync(frozen.Pack));
            var paper = PackPaper.Of(await restarted.GetRequiredService<FreezePack>().ContentAsync(request, frozen.Pack.KnownAt));
            Assert.Equal(made.ContentHash, paper.ContentHash);
            foreach (var form in Enum.GetValues<PackForm>())
            {
                Assert.Equal(made.Files[form], await FreezePack.WriteAsync(paper, form));
                Assert.Equal(made.Files[form], (await database.Get<PackQuery>().FileAsync(frozen.Pack.Id, form, null))!.Value.File.Bytes);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        var now = await database.Get<FreezePack>().PrepareAsync(request, manager);
        Assert.NotEqual(made.ContentHash, now.ContentHash);
    }

    [Fact]
    public async Task Only_managers_and_register_keepers_make_and_freeze_papers()
    {
        await using var database = await TestDatabase.SeededAsync();
        var request = await RequestAsync(database);
        foreach (var role in new[] { Role.Viewer, Role.Official, Role.Administrator })
        {
            var person = await database.PersonAsync(role, "ROK");
            Assert.Contains("permission.freeze", (await Assert.ThrowsAsync<RefusedException>(() => database.Get<FreezePack>().PrepareAsync(request, person))).Refusals.Select(r => r.Rule));
        }
    }

    [Fact]
    public async Task Lines_to_take_are_written_for_the_own_side_and_seen_by_nobody_of_the_other()
    {
        await using var database = await TestDatabase.SeededAsync();
        var (rok, asean) = (await database.PersonAsync(Role.Manager, "ROK"), await database.PersonAsync(Role.Manager, "ASEAN"));
        var request = await RequestAsync(database);
        await database.Get<WriteLineToTake>().ExecuteAsync(request.Meeting, "AKIIC", "Ask for the site.", rok);
        await database.Get<WriteLineToTake>().ExecuteAsync(request.Meeting, "AKIIC", "Wait for the study.", asean);

        var ofRok = await database.Get<FreezePack>().PrepareAsync(request with { LinesOf = Side.Rok }, rok);
        var frozen = await database.Get<FreezePack>().ExecuteAsync(ofRok, rok);

        Assert.Equal("Ask for the site.", (await ContentAsync(database, request with { LinesOf = Side.Rok })).Matrix.Single(r => r.Code == "AKIIC").LineToTake);
        Assert.All((await ContentAsync(database, request)).Matrix, r => Assert.Null(r.LineToTake));
        Assert.Contains("pack.side", (await Assert.ThrowsAsync<RefusedException>(() => database.Get<FreezePack>().PrepareAsync(request with { LinesOf = Side.Rok }, asean))).Refusals.Select(r => r.Rule));
        Assert.Single(await database.Get<PackQuery>().FrozenAsync(request.Meeting, Side.Rok));
        Assert.Empty(await database.Get<PackQuery>().FrozenAsync(request.Meeting, Side.Asean));
        Assert.Empty(await database.Get<PackQuery>().FrozenAsync(request.Meeting, null));
        Assert.NotNull(await database.Get<PackQuery>().FileAsync(frozen, PackForm.Pdf, Side.Rok));
        Assert.Null(await database.Get<PackQuery>().FileAsync(frozen, PackForm.Pdf, Side.Asean));
    }

    [Fact]
    public async Task A_line_that_somebody_else_wrote_meanwhile_is_shown_before_it_is_replaced()
    {
        await using var database = await TestDatabase.SeededAsync();
        var (one, other) = (await database.PersonAsync(Role.Official, "ROK"), await database.PersonAsync(Role.Manager, "ROK"));
        var meeting = (await RequestAsync(database)).Meeting;
        var lines = database.Get<WriteLineToTake>();
        var first = await lines.ExecuteAsync(meeting, "AKIIC", "Ask for the site.", one);

        Assert.Contains("line-to-take.rival", (await Assert.ThrowsAsync<RefusedException>(() => lines.ExecuteAsync(meeting, "AKIIC", "Wait.", other))).Refusals.Select(r => r.Rule));
        await lines.ExecuteAsync(meeting, "AKIIC", "Wait.", other, first);

        Assert.Equal("Wait.", (await database.Get<PackQuery>().LinesAsync(meeting, Side.Rok, code: "AKIIC")).Rows.Single().Line!.Text);
        foreach (var person in new[] { await database.PersonAsync(Role.Viewer, "ROK"), await database.PersonAsync(Role.Administrator, "ROK") })
        {
            Assert.Contains("permission.line-to-take", (await Assert.ThrowsAsync<RefusedException>(() => lines.ExecuteAsync(meeting, "AKIIC", "No.", person))).Refusals.Select(r => r.Rule));
        }
    }

    [Fact]
    public async Task Making_papers_tells_how_far_it_is_and_stops_when_it_is_cancelled()
    {
        await using var database = await TestDatabase.SeededAsync();
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var request = await RequestAsync(database);
        var told = new Told();

        // A page that waits hears a cancel: nothing is read on its thread.
        var making = database.Get<FreezePack>().PrepareAsync(request, manager, told);
        Assert.InRange(told.Last, -1, 39);
        await making;
        Assert.Equal(100, told.Percents[^1]);
        Assert.Equal(told.Percents.Order(), told.Percents);

        using var cancelled = new CancellationTokenSource();
        var stopping = new Told { At = 40, Then = cancelled.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.Get<FreezePack>().PrepareAsync(request, manager, stopping, cancelled.Token));
        Assert.Empty(await database.Get<PackQuery>().FrozenAsync(request.Meeting, Side.Rok));
    }

    [Fact]
    public async Task A_plan_or_body_that_is_not_there_gives_no_papers()
    {
        await using var database = await TestDatabase.SeededAsync();
        var request = await RequestAsync(database);

        foreach (var scope in new[] { ReportScope.OfPlan("NOTHING"), ReportScope.OfBody("NOBODY") })
        {
            Assert.Contains("pack.unknown", (await Assert.ThrowsAsync<RefusedException>(() => ContentAsync(database, request with { Scope = scope }))).Refusals.Select(r => r.Rule));
        }

        Assert.Contains("pack.unknown", (await Assert.ThrowsAsync<RefusedException>(() => ContentAsync(database, request with { Meeting = Guid.NewGuid() }))).Refusals.Select(r => r.Rule));
    }

    private static Task<PackView> ContentAsync(TestDatabase database, PackRequest request) =>
        database.Get<FreezePack>().ContentAsync(request, database.Get<Calendar>().UtcNow);

    internal static async Task<PackRequest> RequestAsync(TestDatabase database)
    {
        await using var db = database.Context();
        var meeting = await db.Meetings.Where(m => m.Mechanism == "JCC" && m.On == AsOf).Select(m => m.Id).SingleAsync();
        return new() { Mechanism = "JCC", Meeting = meeting, Partnership = "ASEAN–ROK partnership", From = From, FromWords = "the 9th JCC", AsOf = AsOf };
    }

    private sealed class Told : IProgress<int>
    {
        public List<int> Percents { get; } = [];

        public int Last { get; private set; } = -1;

        public int At { get; init; } = int.MaxValue;

        public Action Then { get; init; } = () => { };

        public void Report(int value)
        {
            Percents.Add(Last = value);
            if (value >= At)
            {
                Then();
            }
        }
    }
}
