using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Domain;
using Tracker.Domain.Documents;

namespace Tracker.Application.Tests.Documents;

public class AttachingText
{
    private const string Text = "1. We welcomed the new house.\n\n2. We noted the tides.\n\n3. We parted.";

    private static async Task<IReadOnlyList<Paragraph>> ParagraphsAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return (await db.Documents.AsNoTracking().SingleAsync(d => d.Code == "STATEMENT")).Paragraphs;
    }

    private static async Task<Guid> AttachAsync(TestDatabase database, Guid keeper, string text = Text)
    {
        var id = await OnItsWay.StartAsync(database, keeper, text, new IncomingAbout(), "STATEMENT");
        Assert.Equal("STATEMENT", await database.Get<ConfirmDocument>().ExecuteAsync(id, 1, keeper));
        return id;
    }

    [Fact]
    public async Task Paragraphs_join_by_number_and_new_ones_are_added()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = await Some.CountsAsync(database);

        var id = await AttachAsync(database, keeper);

        Assert.Equal(
            [new Paragraph(1, "Says something.", "We welcomed the new house."), new Paragraph(2, "Says more.", "We noted the tides."), new Paragraph(3, "", "We parted.")],
            await ParagraphsAsync(database));
        Assert.Equal(before, await Some.CountsAsync(database));
        Assert.Null(await database.Get<IncomingQuery>().ReviewAsync(id));
    }

    [Fact]
    public async Task What_does_not_fit_is_shown_before()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        var view = await OnItsWay.ReviewAsync(database, await OnItsWay.StartAsync(database, keeper, "2. We noted the tides.\n\n3. We parted.\n\n4. We sang.", new IncomingAbout(), "STATEMENT"));

        Assert.Equal(("STATEMENT", "A statement"), (view.AttachTo, view.AttachTitle));
        Assert.Equal([1], view.Lacking);
        Assert.Equal([3, 4], view.Strange);
        Assert.Empty(view.Proposals);
    }

    [Fact]
    public async Task Mentions_show_their_wording_then()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        async Task<string?> TextAsync() =>
            (await database.Get<DocumentQuery>().AsOfAsync("STATEMENT", database.Today))!.Paragraphs.Single(p => p.Items.Any(i => i.Code == "CENTRE")).Text;
        Assert.Null(await TextAsync());

        await AttachAsync(database, keeper);

        Assert.Equal("We welcomed the new house.", await TextAsync());
    }

    [Fact]
    public async Task Words_that_are_there_are_never_changed()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await AttachAsync(database, keeper);
        var before = await ParagraphsAsync(database);

        foreach (var (text, rule) in new[] { ("1. We welcomed another house.\n\n4. We sang.", "document.text"), (Text, "document.text-empty") })
        {
            var id = await OnItsWay.StartAsync(database, keeper, text, new IncomingAbout(), "STATEMENT");
            Assert.Equal([rule], await OnItsWay.RulesAsync(() => database.Get<ConfirmDocument>().ExecuteAsync(id, 1, keeper)));
            Assert.NotNull(await database.Get<IncomingQuery>().ReviewAsync(id));
        }

        Assert.Equal(before, await ParagraphsAsync(database));
    }

    [Fact]
    public async Task A_document_that_is_not_there_gets_no_text()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        Assert.Equal(["reference.document"], await OnItsWay.RulesAsync(() => OnItsWay.StartAsync(database, keeper, Text, new IncomingAbout(), "NOTHING")));
    }

    [Fact]
    public async Task Nobody_but_register_keepers_attaches()
    {
        await using var database = await Some.RegisterAsync();
        var id = await OnItsWay.StartAsync(database, await database.PersonAsync(Role.RegisterKeeper), Text, new IncomingAbout(), "STATEMENT");
        var official = await database.PersonAsync(Role.Official, "ROK");

        Assert.Equal(["permission.keep"], await OnItsWay.RulesAsync(() => database.Get<ConfirmDocument>().ExecuteAsync(id, 1, official)));
        Assert.All(await ParagraphsAsync(database), p => Assert.Null(p.Text));
    }
}
