using System.Net;
using Tracker.Application.People;
using Tracker.Web.Components.Account;

namespace Tracker.Web.Tests.Account;

/// <summary>The people of the demonstration exist only while every condition holds; each alone closes it.</summary>
public class DemonstrationRules
{
    private const string Offer = "Try it out as";
    private const string Password = "four plain words here";

    [Fact]
    public async Task While_all_conditions_hold_a_visitor_signs_in_by_one_click()
    {
        using var tracker = new RunningTracker();

        using var visitor = await tracker.DemoAsync("register-keeper");

        Assert.Contains("Demo register keeper", await visitor.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "true")]
    [InlineData("Staging", "true")]
    [InlineData("Development", "false")]
    public async Task Environment_and_setting_each_close_it(string environment, string setting)
    {
        using var tracker = new RunningTracker(environment, null, ("Tracker:DemoPeople", setting));
        using var visitor = tracker.Visitor();

        await AssertClosedAsync(visitor);
    }

    [Fact]
    public async Task A_listener_that_other_machines_reach_closes_it()
    {
        using var tracker = new RunningTracker(listensOn: IPAddress.Any);
        using var visitor = tracker.Visitor();

        await AssertClosedAsync(visitor);
    }

    [Theory]
    [InlineData("Host", "tracker.example.org")]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "192.0.2.7")]
    public async Task Another_host_or_the_mark_of_a_proxy_closes_it_and_ends_the_session(string header, string value)
    {
        using var tracker = new RunningTracker();
        using var stranger = tracker.Visitor();
        stranger.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        await AssertClosedAsync(stranger);

        using var visitor = await tracker.DemoAsync("register-keeper");
        visitor.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/items")).StatusCode);

        visitor.DefaultRequestHeaders.Clear();
        Assert.DoesNotContain("Demo register keeper", await visitor.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_account_closes_it_and_ends_the_sessions()
    {
        using var tracker = new RunningTracker();
        using var visitor = await tracker.DemoAsync("register-keeper");
        var token = await tracker.Get<FirstAdministrator>().NewLinkAsync();
        await tracker.Get<AcceptInvitation>().ExecuteAsync(token, new("An", "an@example.org", Password));

        Assert.DoesNotContain("Demo register keeper", await visitor.GetStringAsync("/"), StringComparison.Ordinal);
        using var stranger = tracker.Visitor();
        await AssertClosedAsync(stranger);
    }

    [Fact]
    public async Task Somebody_who_is_not_of_the_demonstration_is_unknown_there()
    {
        using var tracker = new RunningTracker();
        using var visitor = tracker.Visitor();

        var answer = await RunningTracker.PostAsync(visitor, "/account/demo/superuser", await RunningTracker.TokenAsync(visitor));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://127.8.9.10:5080", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://192.168.1.4:5080", false)]
    [InlineData("http://tracker:5080", false)]
    [InlineData("http://localhost.example.org:5080", false)]
    [InlineData("http://unix:/tmp/tracker.sock", false)]
    [InlineData("nonsense", false)]
    public void Only_addresses_of_this_machine_alone_count_as_such(string address, bool here)
    {
        Assert.Equal(here, DemoConditions.ListensHereOnly(address));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    public void Only_a_request_of_this_machine_is_from_here(string remote, bool here)
    {
        Assert.Equal(here, DemoConditions.IsFromHere(IPAddress.Parse(remote)));
        Assert.False(DemoConditions.IsFromHere(null));
    }

    /// <summary>Neither offered nor there when asked for.</summary>
    private static async Task AssertClosedAsync(HttpClient visitor)
    {
        Assert.DoesNotContain(Offer, await visitor.GetStringAsync("/account/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync("/account/demo/register-keeper", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/account/demo/register-keeper")).StatusCode);
    }
}
