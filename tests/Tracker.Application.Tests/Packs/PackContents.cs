using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Changes;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Packs;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;
using Tracker.Papers;
using Figure = Tracker.Domain.Items.Figure;

namespace Tracker.Application.Tests.Packs;

/// <summary>What stands in the papers of a meeting, worked out once more from journals, ledgers and the register (docs/domain.md, The meeting's papers).</summary>
public sealed class PackContents
{
    private static readonly DateOnly From = new(2022, 5, 24);
    private static readonly DateOnly AsOf = new(2023, 3, 16);

    [Fact]
    public async Task The_cut_off_is_the_meeting_of_the_same_mechanism_that_was_held_last_before()
    {
        await using var database = await TestDatabase.SeededAsync();
        var meeting = (await PackRules.RequestAsync(database)).Meeting;
        var packs = database.Get<PackQuery>();

        var previous = await packs.PreviousAsync(meeting, AsOf);
        var before = await packs.PreviousAsync(meeting, previous!.On);

        await using var db = database.Context();
        var held = await db.Meetings.Where(m => m.Mechanism == "JCC" && m.Status == MeetingStatus.Held && m.On < AsOf).Select(m => m.On).OrderDescending().ToListAsync();
        Assert.Equal(("JCC", From), (previous.Mechanism, previous.On));
        Assert.Equal(held[..2], [previous.On, before!.On]);
        Assert.Null(await packs.PreviousAsync(meeting, held[^1]));
        Assert.True(await db.Meetings.AnyAsync(m => m.Mechanism != "JCC" && m.Status == MeetingStatus.Held && m.On > From && m.On < AsOf), "No meeting of another mechanism lies between.");
        Assert.Equal(meeting, await packs.LastAsync("JCC"));
        Assert.Null(await packs.LastAsync("NOTHING"));
    }

    [Fact]
    public async Task What_was_done_is_every_report_after_the_cut_off_up_to_the_last_day_the_four_newest()
    {
        await using var database = await TestDatabase.SeededAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        foreach (var (day, note) in new[] { (0, "On the day of the cut-off."), (1, "The day after."), (2, "Two."), (3, "Three."), (4, "Four."), (5, "Five.") })
        {
            await database.Get<RecordUpdate>().ExecuteAsync("HEALTH-MINISTERS", new() { On = From.AddDays(day), Note = note }, keeper);
        }

        await database.Get<RecordUpdate>().ExecuteAsync("FOREIGN-MINISTERS", new() { On = From, Note = "On the day of the cut-off." }, keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("FOREIGN-MINISTERS", new() { On = From.AddDays(1), Note = "The day after." }, keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("FOREIGN-MINISTERS", new() { On = AsOf, Note = "On the last day." }, keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("FOREIGN-MINISTERS", new() { On = AsOf.AddDays(1), Note = "Too late." }, keeper);

        var matrix = (await ContentAsync(database)).Matrix;

        Assert.Equal(["Five.", "Four.", "Three.", "Two."], matrix.Single(r => r.Code == "HEALTH-MINISTERS").Done.Select(d => d.Note).Where(n => n!.Length < 20).Take(4));
        Assert.Equal(["On the last day.", "The day after."], matrix.Single(r => r.Code == "FOREIGN-MINISTERS").Done.Select(d => d.Note));
        await using var db = database.Context();
        foreach (var row in matrix.Where(r => r.Code != "HEALTH-MINISTERS"))
        {
            var reports = await db.Items.Where(i => i.Code == row.Code).SelectMany(i => i.Entries).ToListAsync();
            var done = reports.Where(e => e.Update is not null && e.On > From && e.On <= AsOf).OrderBy(e => e.On).ThenBy(e => e.Position).Select(e => (e.On!.Value, e.Update!.Note)).Reverse().Take(4);
            Assert.Equal(done, row.Done.Select(d => (d.On, d.Note)));
        }
    }

    [Fact]
    public async Task A_move_is_told_with_the_stage_before_and_a_report_without_one_has_none()
    {
        await using var database = await TestDatabase.SeededAsync();

        var matrix = (await ContentAsync(database)).Matrix;

        Assert.Equal(
            [(new DateOnly(2023, 3, 2), Stage.Agreed, Stage.LegalBasisConcluded), (new(2022, 11, 30), Stage.Proposed, Stage.Agreed)],
            matrix.Single(r => r.Code == "ASEAN-KOREA-GARDEN").Done.Select(d => (d.On, d.Before!.Value, d.After!.Value)));
        Assert.Equal([(null, null)], matrix.Single(r => r.Code == "AKIIC").Done.Select(d => (d.Before, d.After)));
    }

    [Fact]
    public async Task A_pack_is_narrowed_to_pillars_lead_bodies_and_plans_in_every_part()
    {
        await using var database = await TestDatabase.SeededAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var whole = await ContentAsync(database);

        var economic = await ContentAsync(database, r => r with { Scope = ReportScope.OfPillar(Pillar.Economic) });
        var ofRok = await ContentAsync(database, r => r with { Scope = ReportScope.OfBody("ROK") });
        var both = await ContentAsync(database, r => r with { Scope = new() { Pillars = [Pillar.Economic], Bodies = ["ROK"] } });

        Assert.Equal(whole.Matrix.Where(r => r.Pillar == Pillar.Economic).Select(r => r.Code), economic.Matrix.Select(r => r.Code));
        Assert.Equal(whole.Matrix.Where(r => r.Leads.Contains((Side.Rok, "Republic of Korea"))).Select(r => r.Code), ofRok.Matrix.Select(r => r.Code));
        Assert.Equal(economic.Matrix.Select(r => r.Code).Intersect(ofRok.Matrix.Select(r => r.Code)), both.Matrix.Select(r => r.Code));
        Assert.All([economic, ofRok, both], part =>
        {
            Assert.InRange(part.Matrix.Count, 1, whole.Matrix.Count - 1);
            Assert.True(part.Attention.Count < whole.Attention.Count);
            Assert.True(part.Changes.Groups.Sum(g => g.Total) < whole.Changes.Groups.Sum(g => g.Total));
            Assert.True(part.Documents.Count < whole.Documents.Count);
            Assert.NotNull(part.ScopeTitle);
        });
        Assert.Subset(economic.Matrix.Select(r => r.Code).Concat(whole.Attention.Select(a => a.Code)).ToHashSet(), economic.Attention.Select(a => a.Code).ToHashSet());
        Assert.DoesNotContain("OPEN-DATA-DICTIONARY", (await ContentAsync(database, r => r with { Scope = ReportScope.OfPillar(Pillar.SocioCultural) })).Attention.Select(a => a.Code));
    }

    [Fact]
    public async Task The_matrix_leaves_out_what_no_longer_ran_at_the_cut_off_and_keeps_what_ended_since()
    {
        await using var database = await TestDatabase.SeededAsync();
        var ended = (await database.Get<RegisterQuery>().PageAsync(new() { Phases = [Phase.NoLongerRunning], Natures = [Nature.Deliverable, Nature.Continuing, Nature.Proposal] }, AsOf)).Rows[0];
        var on = (await database.Get<ItemQuery>().AsOfAsync(ended.Code, AsOf))!.State.StageOn;

        var since = await ContentAsync(database, r => r with { From = on.AddDays(-1) });
        var before = await ContentAsync(database, r => r with { From = on });

        Assert.Contains(ended.Code, since.Matrix.Select(r => r.Code));
        Assert.DoesNotContain(ended.Code, before.Matrix.Select(r => r.Code));
        Assert.Contains(before.LeftOut, l => l.What == "that no longer ran at the cut-off");
        Assert.All(before.Matrix, r => Assert.False(r.Nature is Nature.Position or Nature.Reference));
        var proposals = (await database.Get<RegisterQuery>().PageAsync(new() { Natures = [Nature.Proposal] }, AsOf)).Rows.Where(r => r.Phase != Phase.NoLongerRunning).Select(r => r.Code).ToHashSet();
        Assert.NotEmpty(proposals);
        Assert.Equal(proposals, before.Matrix.Where(r => r.Nature == Nature.Proposal).Select(r => r.Code).ToHashSet());
    }

    [Fact]
    public async Task A_row_of_the_matrix_says_lead_bodies_by_side_the_move_the_line_to_take_and_a_source_that_leads_to_its_document()
    {
        await using var database = await TestDatabase.SeededAsync();
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var request = await PackRules.RequestAsync(database);
        await database.Get<WriteLineToTake>().ExecuteAsync(request.Meeting, "ASEAN-KOREA-GARDEN", "Thank Cambodia.", manager);

        var ours = PackPaper.Of(await ContentAsync(database, r => r with { LinesOf = Side.Rok }));
        var everybodys = PackPaper.Of(await ContentAsync(database));

        Assert.Equal("Thank Cambodia.", CellOf(ours, "ASEAN-KOREA-GARDEN", "Line to take").InWords);
        Assert.DoesNotContain(TableOf(everybodys).Columns, c => c.Heading == "Line to take");
        Assert.DoesNotContain("Thank Cambodia.", TableOf(everybodys).Groups.SelectMany(g => g.Rows).SelectMany(r => r.Cells).Select(c => c.InWords));
        Assert.Equal("Papers for the meeting, with the lines to take of ROK", ours.Subtitle);
        Assert.Equal("ASEAN: Malaysia; ROK: Republic of Korea", CellOf(ours, "EWG-CYBER-COCHAIR", "Lead bodies").InWords);
        Assert.StartsWith("2023-03-02 Agreed → Legal basis concluded. ", CellOf(ours, "ASEAN-KOREA-GARDEN", "Done since the cut-off").InWords, StringComparison.Ordinal);
        Assert.Equal(new Percent(60), CellOf(ours, "ASEAN-KOREA-GARDEN", "Progress"));
        var source = (Text)CellOf(ours, "AKIIC", "Source");
        Assert.Equal(("CS-21, para. 10", "#document-CS-21"), (source.InWords, source.Runs[0].Link));
        Assert.Single(ours.Sections[^1].Blocks.OfType<Table>().Single().Groups.SelectMany(g => g.Rows), r => r.Place == "document-CS-21");

        static Table TableOf(Paper paper) => paper.Sections[1].Blocks.OfType<Table>().Single();
        static Cell CellOf(Paper paper, string code, string heading) =>
            TableOf(paper).Groups.SelectMany(g => g.Rows).Single(r => r.Place == $"item-{code}").Cells[TableOf(paper).Columns.ToList().FindIndex(c => c.Heading == heading)];
    }

    [Fact]
    public async Task The_arithmetic_of_every_figure_adds_up_and_its_value_is_that_of_the_register()
    {
        await using var database = await TestDatabase.SeededAsync();
        var pack = await ContentAsync(database);

        var figures = PackPaper.Of(pack).Sections[0].Blocks.OfType<Figures>().Single();

        Assert.Equal("Was + came − went", figures.ChangeHeading);
        Assert.Contains(figures.Items, f => f.Change!.InWords != "as before");
        foreach (var figure in figures.Items)
        {
            var value = ((Number)figure.Value).Value;
            var source = Figure.All.Single(f => f.Label.Equals(figure.Name, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(await database.Get<RegisterQuery>().CountAsync(new() { Figure = source }, AsOf), value);
            var before = await database.Get<RegisterQuery>().CountAsync(new() { Figure = source }, From);
            if (figure.Change!.InWords == "as before")
            {
                Assert.Equal(before, value);
                continue;
            }

            var parts = Regex.Match(figure.Change.InWords, @"^(\d+) \+ (\d+) − (\d+)$").Groups.Values.Skip(1).Select(g => long.Parse(g.Value, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(before, parts[0]);
            Assert.Equal(value, parts[0] + parts[1] - parts[2]);
        }
    }

    [Fact]
    public async Task What_needs_attention_stands_under_the_worst_figure_that_counts_it_the_worst_first_and_nothing_else_does()
    {
        await using var database = await TestDatabase.SeededAsync();
        Figure[] worstFirst = [Figure.OffTrack, Figure.Overdue, Figure.AtRisk, Figure.PeriodOver, Figure.NoRecentReport, Figure.NoLead];
        var register = database.Get<RegisterQuery>();
        List<(string Figure, string Code)> expected = [];
        foreach (var figure in worstFirst)
        {
            var codes = (await register.PageAsync(new() { Figure = figure }, AsOf)).Rows.Select(r => r.Code);
            expected.AddRange(codes.Where(c => !expected.Exists(e => e.Code == c)).Select(c => (figure.Name, c)).ToList());
        }

        var attention = (await ContentAsync(database)).Attention;

        Assert.Equal(expected.Order(), attention.Select(a => (a.Figure.Name, a.Code)).Order());
        Assert.Equal(expected.Select(e => e.Figure).Distinct(), attention.Select(a => a.Figure.Name).Distinct());
        var late = attention.Where(a => a.Figure == Figure.Overdue).Select(a => a.Code).ToList();
        Assert.Equal((await register.PageAsync(new() { Figure = Figure.Overdue, Sort = RegisterSort.Target }, AsOf)).Rows.Select(r => r.Code), late);
    }

    [Fact]
    public async Task Money_is_what_the_ledger_of_each_fund_comes_to_on_the_last_day_and_since_the_cut_off()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var entries = await db.LedgerEntries.ToListAsync();
        foreach (var (from, until) in new[] { (From, AsOf), (new DateOnly(2020, 6, 16), AsOf), (new(2020, 6, 15), new(2020, 11, 12)), (new(2020, 11, 12), new(2021, 10, 31)) })
        {
            var pack = await ContentAsync(database, r => r with { From = from, AsOf = until });

            Assert.Contains("AKCF", pack.Funds.Select(f => f.Fund.Item.Code));
            foreach (var fund in pack.Funds)
            {
                foreach (var type in new[] { LedgerEntryType.Pledge, LedgerEntryType.Receipt, LedgerEntryType.Approval, LedgerEntryType.Disbursement })
                {
                    List<LedgerEntry> all = entries.FindAll(e => e.Fund == fund.Fund.Item.Code && e.Type == type && e.On <= until);
                    Assert.Equal(all.Sum(e => e.AmountMinor ?? 0), fund.Fund.Totals.ByCurrency.Sum(t => t[type].Minor));
                    Assert.Equal(all.Where(e => e.On > from).Sum(e => e.AmountMinor ?? 0), fund.Since.ByCurrency.Sum(t => t[type].Minor));
                    Assert.Equal(all.Count(e => e.On > from), fund.Since.ByCurrency.Sum(t => t[type].Stated) + fund.Since.ByCurrency.Select(t => t[type].NotStated).FirstOrDefault());
                }
            }
        }
    }

    [Theory]
    [InlineData("2020-06-15", "2020-11-12", "at least USD\u00a06,000,000", "at least USD\u00a06,000,000")]
    [InlineData("2020-06-16", "2020-11-12", "at least USD\u00a06,000,000", "at least USD\u00a01,000,000")]
    [InlineData("2022-05-24", "2023-03-16", "at least USD\u00a06,000,000", "not stated")]
    public async Task A_sum_with_an_entry_without_an_amount_says_so_also_since_the_cut_off(string from, string until, string approved, string since)
    {
        await using var database = await TestDatabase.SeededAsync();
        await database.Get<AddLedgerEntry>().ExecuteAsync("AKCF", new(LedgerEntryType.Approval, new(2023, 1, 10), Document: "CS-21", ItemServed: "TEAM"), await database.PersonAsync(Role.RegisterKeeper));
        var pack = await ContentAsync(database, r => r with { From = DateOnly.Parse(from, CultureInfo.InvariantCulture), AsOf = DateOnly.Parse(until, CultureInfo.InvariantCulture) });

        var table = PackPaper.Of(pack).Sections.Single(s => s.Name == "Money").Blocks.OfType<Table>().Single();
        var row = table.Groups.SelectMany(g => g.Rows).Single(r => r.Cells[0].InWords.EndsWith(" AKCF", StringComparison.Ordinal) && r.Cells[2].InWords == "USD");

        Assert.Equal(approved, Under("Approved"));
        Assert.Equal(since, Under("Approved since the cut-off"));

        string Under(string heading) => row.Cells[table.Columns.ToList().FindIndex(c => c.Heading == heading)].InWords;
    }

    [Fact]
    public async Task Money_of_a_narrowed_pack_is_that_of_the_funds_that_serve_its_items()
    {
        await using var database = await TestDatabase.SeededAsync();

        var pack = await ContentAsync(database, r => r with { Scope = ReportScope.OfPillar(Pillar.SocioCultural) });

        await using var db = database.Context();
        var matrix = pack.Matrix.Select(r => r.Code).ToHashSet();
        var funds = (await db.LedgerEntries.ToListAsync()).Where(e => e.ItemServed is { } item && matrix.Contains(item)).Select(e => e.Fund)
            .Concat(pack.Matrix.Where(r => r.Kind == Domain.Items.Kind.Fund).Select(r => r.Code));
        Assert.DoesNotContain("AKCF", matrix);
        Assert.Contains("AKCF", pack.Funds.Select(f => f.Fund.Item.Code));
        Assert.Equal(funds.Distinct().Order(), pack.Funds.Select(f => f.Fund.Item.Code).Order());
    }

    [Fact]
    public async Task Sources_are_the_earliest_paragraph_of_each_row_and_every_document_that_rows_and_reports_name()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var days = await db.Documents.ToDictionaryAsync(d => d.Code, d => d.DatedOn);

        var pack = await ContentAsync(database);

        Dictionary<string, int> named = [];
        foreach (var row in pack.Matrix)
        {
            var mentions = (await database.Get<ItemQuery>().AsOfAsync(row.Code, AsOf))!.State.Profile.Mentions;
            var first = mentions.OrderBy(m => days[m.Document]).ThenBy(m => m.Document, StringComparer.Ordinal).ThenBy(m => m.Paragraph).FirstOrDefault();
            Assert.Equal(first is null ? null : new PackSource(first.Document, first.Paragraph), row.Source);
            var reports = await db.Items.Where(i => i.Code == row.Code).SelectMany(i => i.Entries).ToListAsync();
            foreach (var document in mentions.Select(m => m.Document).Distinct().Concat(reports.Where(e => e.On > From && e.On <= AsOf).SelectMany(e => e.Evidence).Select(e => e.Document).OfType<string>()))
            {
                named[document] = named.GetValueOrDefault(document) + 1;
            }
        }

        Assert.Equal(named.OrderBy(n => n.Key, StringComparer.Ordinal), pack.Documents.Where(d => d.Code is not null).Select(d => KeyValuePair.Create(d.Code!, d.Items)).OrderBy(n => n.Key, StringComparer.Ordinal));
        Assert.Equal(pack.Documents.Select(d => d.On).Order(), pack.Documents.Select(d => d.On));
        Assert.All(pack.Matrix.Select(r => r.Source).OfType<PackSource>(), source => Assert.Contains(pack.Documents, d => d.Code == source.Document));
    }

    [Fact]
    public async Task What_is_frozen_bears_the_hash_of_its_content_and_of_each_of_its_files()
    {
        await using var database = await TestDatabase.SeededAsync();
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var made = await database.Get<FreezePack>().PrepareAsync(await PackRules.RequestAsync(database), manager);

        var id = await database.Get<FreezePack>().ExecuteAsync(made, manager);

        await using var db = database.Context();
        var pack = await db.FrozenPacks.SingleAsync(p => p.Id == id);
        Assert.Equal((made.ContentHash, made.KnownAt, made.Position, FreezePack.Version, manager), (pack.ContentHash, pack.KnownAt, pack.Position, pack.Version, pack.ById));
        Assert.Equal(await db.Entries.MaxAsync(e => e.Position), pack.Position);
        var files = await db.FrozenFiles.Where(f => f.PackId == id).ToListAsync();
        Assert.Equal(3, files.Count);
        Assert.All(files, f => Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(made.Files[f.Form])), made.Files[f.Form].Length), (f.Hash, f.Size)));
    }

    [Fact]
    public async Task A_name_that_was_changed_since_is_told_when_it_is_compared()
    {
        await using var database = await TestDatabase.SeededAsync();
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var freeze = database.Get<FreezePack>();
        await freeze.ExecuteAsync(await freeze.PrepareAsync(await PackRules.RequestAsync(database), manager), manager);
        await using var db = database.Context();
        var pack = await db.FrozenPacks.SingleAsync();
        Assert.True(await freeze.IsSameStillAsync(pack));

        await db.Database.ExecuteSqlAsync($"UPDATE Documents SET Title = 'Another title' WHERE Code = 'CS-21'");

        // As after a restart; until then a copy of what was known may still be there.
        await using var restarted = database.NewServices();
        Assert.False(await restarted.GetRequiredService<FreezePack>().IsSameStillAsync(pack));
    }

    [Fact]
    public async Task Nobody_freezes_what_they_may_not_make()
    {
        await using var database = await TestDatabase.SeededAsync();
        var (manager, keeper) = (await database.PersonAsync(Role.Manager, "ROK"), await database.PersonAsync(Role.RegisterKeeper));
        var request = await PackRules.RequestAsync(database);
        var freeze = database.Get<FreezePack>();
        var made = await freeze.PrepareAsync(request, manager);
        var withLines = await freeze.PrepareAsync(request with { LinesOf = Side.Rok }, manager);

        foreach (var role in new[] { Role.Viewer, Role.Official, Role.Administrator })
        {
            var person = await database.PersonAsync(role, "ROK");
            Assert.Contains("permission.freeze", (await Assert.ThrowsAsync<RefusedException>(() => freeze.ExecuteAsync(made, person))).Refusals.Select(r => r.Rule));
        }

        var ofAsean = await database.PersonAsync(Role.Manager, "ASEAN");
        Assert.Contains("pack.side", (await Assert.ThrowsAsync<RefusedException>(() => freeze.ExecuteAsync(withLines, ofAsean))).Refusals.Select(r => r.Rule));
        await using var db = database.Context();
        Assert.False(await db.FrozenPacks.AnyAsync());
        Assert.NotEqual(Guid.Empty, await freeze.ExecuteAsync(made, keeper));
    }

    [Fact]
    public async Task The_line_that_stands_is_the_latest_and_an_empty_one_takes_it_away()
    {
        await using var database = await TestDatabase.SeededAsync();
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var request = (await PackRules.RequestAsync(database)) with { LinesOf = Side.Rok };
        var lines = database.Get<WriteLineToTake>();
        async Task<string?> StandsAsync() => (await ContentAsync(database, _ => request)).Matrix.Single(r => r.Code == "AKIIC").LineToTake;

        await lines.ExecuteAsync(request.Meeting, "AKIIC", "First.", manager);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await lines.ExecuteAsync(request.Meeting, "AKIIC", "Second.", manager);
        Assert.Equal("Second.", await StandsAsync());

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await lines.ExecuteAsync(request.Meeting, "AKIIC", " ", manager);
        Assert.Null(await StandsAsync());
        Assert.Equal((0, null), ((await database.Get<PackQuery>().LinesAsync(request.Meeting, Side.Rok)).Written, (await database.Get<PackQuery>().LinesAsync(request.Meeting, Side.Rok, code: "AKIIC")).Rows.Single().Line));
    }

    private static async Task<PackView> ContentAsync(TestDatabase database, Func<PackRequest, PackRequest>? change = null) =>
        await database.Get<FreezePack>().ContentAsync((change ?? (r => r))(await PackRules.RequestAsync(database)), database.Get<Calendar>().UtcNow);
}
