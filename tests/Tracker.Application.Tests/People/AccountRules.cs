using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Domain;

namespace Tracker.Application.Tests.People;

public class AccountRules
{
    private const string Password = "four plain words here";

    [Fact]
    public async Task The_first_administrators_link_opens_one_account_and_then_nothing()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var token = await database.Get<FirstAdministrator>().NewLinkAsync();

        var id = await database.Get<AcceptInvitation>().ExecuteAsync(token, new("Nguyen Van An", "an@example.org", Password));

        await using var db = database.Context();
        Assert.Equal(Role.Administrator, (await db.Users.SingleAsync(p => p.Id == id)).Role);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<AcceptInvitation>().ExecuteAsync(token, new("Somebody Else", "else@example.org", Password)));
        Assert.Contains("invitation.closed", refused.Refusals.Select(r => r.Rule));
        Assert.Null(await database.Get<FirstAdministrator>().NewLinkAsync());
    }

    [Fact]
    public async Task A_later_start_replaces_the_link_of_an_earlier_one()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var first = await database.Get<FirstAdministrator>().NewLinkAsync();
        var second = await database.Get<FirstAdministrator>().NewLinkAsync();

        Assert.Null(await database.Get<AcceptInvitation>().OfferAsync(first));
        Assert.NotNull(await database.Get<AcceptInvitation>().OfferAsync(second));
    }

    [Fact]
    public async Task The_first_link_runs_out_after_a_day()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var token = await database.Get<FirstAdministrator>().NewLinkAsync();

        database.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Null(await database.Get<AcceptInvitation>().OfferAsync(token));
    }

    [Fact]
    public async Task Storage_keeps_only_the_hash_of_a_link()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var token = await database.Get<FirstAdministrator>().NewLinkAsync();

        await using var db = database.Context();
        var kept = await db.Set<Invitation>().SingleAsync();

        Assert.Equal(Invitation.HashOf(token!), kept.TokenHash);
        Assert.DoesNotContain(token!, kept.TokenHash, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_invitation_gives_the_role_and_the_bodies_that_it_names()
    {
        await using var database = await Some.RegisterAsync();
        var administrator = await database.PersonAsync(Role.Administrator);

        var token = await database.Get<InvitePerson>().ExecuteAsync(new("kim@example.org", Role.Official, ["ROK"]), administrator);
        var id = await database.Get<AcceptInvitation>().ExecuteAsync(token, new("Kim Minji", null, Password));

        await using var db = database.Context();
        var actor = await Actors.OfAsync(db, id, TestContext.Current.CancellationToken);
        Assert.Equal(Role.Official, actor.Role);
        Assert.Equal(["ROK", "ROK-MOFA"], actor.Bodies.Order());
        Assert.Equal(Domain.Bodies.Side.Rok, actor.Side);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Official)]
    [InlineData(Role.Manager)]
    [InlineData(Role.RegisterKeeper)]
    public async Task Only_an_administrator_invites_and_disables(Role role)
    {
        await using var database = await Some.RegisterAsync();
        var person = await database.PersonAsync(role, "ROK");
        var other = await database.PersonAsync(Role.Viewer);

        await Assert.ThrowsAsync<RefusedException>(() => database.Get<InvitePerson>().ExecuteAsync(new("kim@example.org", Role.Administrator, []), person));
        await Assert.ThrowsAsync<RefusedException>(() => database.Get<DisablePerson>().ExecuteAsync(other, person));

        await using var db = database.Context();
        Assert.Empty(await db.Set<Invitation>().ToListAsync());
        Assert.Null((await db.Users.SingleAsync(p => p.Id == other)).DisabledAt);
    }

    [Fact]
    public async Task Disabling_changes_the_stamp_that_open_sessions_are_checked_against()
    {
        await using var database = await Some.RegisterAsync();
        var administrator = await database.PersonAsync(Role.Administrator);
        var official = await database.PersonAsync(Role.Official, "ROK");
        async Task<string?> StampAsync()
        {
            await using var db = database.Context();
            return await db.Users.Where(p => p.Id == official).Select(p => p.SecurityStamp).SingleAsync();
        }

        var before = await StampAsync();
        await database.Get<DisablePerson>().ExecuteAsync(official, administrator);

        Assert.NotEqual(before, await StampAsync());
        await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "A note."), official));
    }

    [Fact]
    public async Task The_only_administrator_is_neither_disabled_nor_given_another_role()
    {
        await using var database = await Some.RegisterAsync();
        var administrator = await database.PersonAsync(Role.Administrator);

        var disabled = await Assert.ThrowsAsync<RefusedException>(() => database.Get<DisablePerson>().ExecuteAsync(administrator, administrator));
        var changed = await Assert.ThrowsAsync<RefusedException>(() => database.Get<ChangePerson>().ExecuteAsync(administrator, Role.Viewer, [], administrator));

        Assert.Contains("person.last-administrator", disabled.Refusals.Select(r => r.Rule));
        Assert.Contains("person.last-administrator", changed.Refusals.Select(r => r.Rule));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("kim@example.org")]
    public async Task A_weak_password_opens_no_account_and_leaves_the_link_open(string password)
    {
        await using var database = await Some.RegisterAsync();
        var administrator = await database.PersonAsync(Role.Administrator);
        var token = await database.Get<InvitePerson>().ExecuteAsync(new("kim@example.org", Role.Viewer, []), administrator);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<AcceptInvitation>().ExecuteAsync(token, new("Kim Minji", null, password)));

        Assert.Contains("person.password", refused.Refusals.Select(r => r.Rule));
        Assert.NotNull(await database.Get<AcceptInvitation>().OfferAsync(token));
    }

    [Fact]
    public async Task The_demonstration_ends_with_the_first_real_account()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var demo = await database.Get<DemoPeople>().OpenAsync(DemoPeople.All[0]);
        Assert.True(demo.IsDemo);
        Assert.Null(demo.PasswordHash);
        Assert.NotNull(await database.Get<FirstAdministrator>().NewLinkAsync());

        await database.PersonAsync(Role.Viewer);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<DemoPeople>().OpenAsync(DemoPeople.All[0]));
        Assert.Contains("demo.over", refused.Refusals.Select(r => r.Rule));
    }

    [Fact]
    public async Task A_role_that_is_taken_away_holds_no_more_at_the_next_command()
    {
        await using var database = await Some.RegisterAsync();
        var administrator = await database.PersonAsync(Role.Administrator);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "A note."), keeper);
        var before = await Some.CountsAsync(database);

        await database.Get<ChangePerson>().ExecuteAsync(keeper, Role.Viewer, [], administrator);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Another note."), keeper));
        Assert.Contains("permission.update", refused.Refusals.Select(r => r.Rule));
        Assert.Equal(before, await Some.CountsAsync(database));
    }

    [Fact]
    public async Task An_invitation_opens_one_account_and_then_nothing()
    {
        await using var database = await Some.RegisterAsync();
        var token = await InvitedAsync(database);
        await database.Get<AcceptInvitation>().ExecuteAsync(token, new("Kim Minji", null, Password));

        await AssertOpensNothingAsync(database, token);
    }

    [Fact]
    public async Task Of_two_who_use_one_link_at_once_one_gets_the_account()
    {
        await using var database = await Some.RegisterAsync();
        await using var other = database.NewServices();
        var token = await InvitedAsync(database);
        AcceptInvitation[] deeds = [database.Get<AcceptInvitation>(), (AcceptInvitation)other.GetService(typeof(AcceptInvitation))!];

        var outcomes = await Task.WhenAll(deeds.Select(deed => Task.Run(async () =>
        {
            try
            {
                await deed.ExecuteAsync(token, new("Kim Minji", null, Password));
                return true;
            }
            catch (RefusedException)
            {
                return false;
            }
        })));

        Assert.Single(outcomes, opened => opened);
    }

    [Fact]
    public async Task An_invitation_runs_out_after_a_week()
    {
        await using var database = await Some.RegisterAsync();
        var token = await InvitedAsync(database);
        database.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await database.Get<AcceptInvitation>().OfferAsync(token));

        database.Clock.Advance(TimeSpan.FromSeconds(1));

        await AssertOpensNothingAsync(database, token);
    }

    [Fact]
    public async Task An_invitation_that_is_taken_back_or_replaced_opens_nothing()
    {
        await using var database = await Some.RegisterAsync();
        var administrator = await database.PersonAsync(Role.Administrator);
        var first = await database.Get<InvitePerson>().ExecuteAsync(new("kim@example.org", Role.Viewer, []), administrator);
        var second = await database.Get<InvitePerson>().ExecuteAsync(new("kim@example.org", Role.Viewer, []), administrator);
        await AssertOpensNothingAsync(database, first);
        await using var db = database.Context();
        var open = await db.Set<Invitation>().SingleAsync(i => i.TokenHash == Invitation.HashOf(second));

        await database.Get<InvitePerson>().TakeBackAsync(open.Id, administrator);

        await AssertOpensNothingAsync(database, second);
    }

    [Fact]
    public async Task An_administrator_whose_account_is_closed_invites_nobody()
    {
        await using var database = await Some.RegisterAsync();
        var first = await database.PersonAsync(Role.Administrator);
        var second = await database.PersonAsync(Role.Administrator);
        await database.Get<DisablePerson>().ExecuteAsync(first, second);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<InvitePerson>().ExecuteAsync(new("kim@example.org", Role.Viewer, []), first));

        Assert.Contains("permission.account", refused.Refusals.Select(r => r.Rule));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guessed")]
    public async Task A_link_that_was_never_given_opens_nothing(string? token)
    {
        await using var database = await Some.RegisterAsync();
        await InvitedAsync(database);

        await AssertOpensNothingAsync(database, token);
        await AssertOpensNothingAsync(database, new string('a', 5000));
    }

    [Fact]
    public async Task Links_are_long_and_no_two_are_alike()
    {
        await using var database = await TestDatabase.EmptyAsync();
        List<string> tokens = [];
        for (var n = 0; n < 20; n++)
        {
            tokens.Add((await database.Get<FirstAdministrator>().NewLinkAsync())!);
        }

        Assert.Equal(20, tokens.Distinct().Count());
        Assert.All(tokens, t => Assert.Equal(43, t.Length)); // 256 random bits.
    }

    private static async Task<string> InvitedAsync(TestDatabase database) =>
        await database.Get<InvitePerson>().ExecuteAsync(new("kim@example.org", Role.Official, ["ROK"]), await database.PersonAsync(Role.Administrator));

    private static async Task AssertOpensNothingAsync(TestDatabase database, string? token)
    {
        Assert.Null(await database.Get<AcceptInvitation>().OfferAsync(token));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<AcceptInvitation>().ExecuteAsync(token, new("Somebody", "somebody@example.org", Password)));
        Assert.Equal("invitation.closed", Assert.Single(refused.Refusals).Rule);
    }
}
