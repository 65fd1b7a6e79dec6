using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests;

/// <summary>A small register: two sides, a statement, a press report, a centre, a plan with one line.</summary>
internal static class Some
{
    public static readonly DateOnly Day = new(2026, 1, 15);

    public static async Task<TestDatabase> RegisterAsync(string file = "tracker.db", Action<IServiceCollection>? services = null)
    {
        var database = await TestDatabase.EmptyAsync(file, services);
        await using (var db = database.Context())
        {
            db.Bodies.AddRange(
                new Body("ASEAN", "ASEAN", Side.Asean, BodyKind.Organisation),
                new Body("ROK", "Republic of Korea", Side.Rok, BodyKind.State),
                new Body("ROK-MOFA", "Ministry of Foreign Affairs", Side.Rok, BodyKind.Ministry, "ROK"));
            db.Documents.AddRange(
                new Document("STATEMENT", "A statement", DocumentKind.Statement, Day, Day, "Chairman", null, [new(1, "Says something."), new(2, "Says more.")]),
                new Document("PRESS", "A newspaper's report", DocumentKind.PressReport, Day, Day, "A newspaper", "https://example.org/report"));
            await db.SaveChangesAsync();
        }

        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var add = database.Get<AddItem>();
        await add.ExecuteAsync("CENTRE", Kind.Centre, Form.Centre, Opening("A centre", Stage.Proposed), keeper);
        await add.ExecuteAsync("PLAN", Kind.Plan, Form.None, Opening("A plan", Stage.Adopted), keeper);
        var line = Opening("A line", Stage.NoActionReported);
        await add.ExecuteAsync("LINE", Kind.Commitment, Form.None, line with { Profile = line.Profile with { Relations = [new(RelationKind.PartOf, "PLAN")] } }, keeper);
        return database;
    }

    public static Opening Opening(string title, Stage? stage) => new(
        new Profile
        {
            Title = title,
            Pillar = Pillar.Economic,
            Area = Area.Finance,
            Nature = Nature.Deliverable,
            Bodies = [new("ROK", BodyRole.Lead)],
            Mentions = [new("STATEMENT", 1, "We", "welcomed", Strength.Supported)],
        },
        new Update { On = Day, Stage = stage });

    public static Update Opened(DateOnly on) => new()
    {
        On = on,
        Stage = Stage.Opened,
        Facts = new Dictionary<Fact, string> { [Fact.Place] = "Jakarta" },
        Evidence = [new("PRESS", "", null, null, DocumentKind.PressReport)],
    };

    public static Update Note(DateOnly on, string note) => new() { On = on, Note = note };

    /// <summary>How much is stored, to see that nothing was written.</summary>
    public static async Task<(int Entries, int Spans, int Items)> CountsAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return (await db.Entries.CountAsync(), await db.Spans.CountAsync(), await db.Items.CountAsync());
    }
}
