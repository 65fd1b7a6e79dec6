using System.Net;

namespace Tracker.Web.Tests;

/// <summary>Who is told how the installation is, and what.</summary>
public sealed class HealthRules
{
    [Fact]
    public async Task This_machine_is_told_and_what_a_proxy_passes_on_is_not_this_machines()
    {
        using var tracker = new RunningTracker(environment: "Production");
        using var visitor = tracker.Visitor();

        Assert.Equal("alive", await visitor.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.Equal("readable: ok\nwritable: ok\nschema: ok\ndisk: ok", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        foreach (var address in new[] { "/health/live", "/health/ready" })
        {
            using var passedOn = new HttpRequestMessage(HttpMethod.Get, address);
            passedOn.Headers.Add("X-Forwarded-For", "203.0.113.7");
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.SendAsync(passedOn, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Theory]
    [InlineData("203.0.113.7", HttpStatusCode.NotFound)]
    [InlineData("10.1.2.3", HttpStatusCode.OK)]
    [InlineData("::ffff:10.1.2.3", HttpStatusCode.OK)]
    [InlineData("fd00::1", HttpStatusCode.OK)]
    [InlineData("fe80::1", HttpStatusCode.NotFound)]
    public async Task Other_machines_are_told_where_their_network_is_named(string remote, HttpStatusCode expected)
    {
        using var tracker = new RunningTracker("Production", null, ("Tracker:HealthNetworks:0", "10.0.0.0/8"), ("Tracker:HealthNetworks:1", "fd00::/8"), (RunningTracker.Seen, remote));
        using var visitor = tracker.Visitor();

        Assert.Equal(expected, (await visitor.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Too_little_room_is_said_with_an_answer_that_a_supervisor_understands()
    {
        using var tracker = new RunningTracker("Production", null, ("Tracker:LeastFreeMegabytes", "2000000000"));
        using var visitor = tracker.Visitor();

        var answer = await visitor.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("MB are free, less than 2000000000 MB", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
