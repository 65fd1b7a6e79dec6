using System.Net;

namespace Tracker.Web.Tests.Account;

/// <summary>A form is accepted only from the person to whom it was shown.</summary>
public class FormsOfOthers
{
    [Fact]
    public async Task A_form_without_its_token_is_refused_in_words()
    {
        using var tracker = new RunningTracker();
        using var visitor = await tracker.DemoAsync("register-keeper");

        var answer = await RunningTracker.PostAsync(visitor, "/account/sign-out", "");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was done", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Demo register keeper", await visitor.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_persons_form_replayed_is_refused_and_does_nothing()
    {
        using var tracker = new RunningTracker();
        using var keeper = await tracker.DemoAsync("register-keeper");
        using var manager = await tracker.DemoAsync("manager");
        var keepers = await RunningTracker.TokenAsync(keeper, "/");

        Assert.Equal(HttpStatusCode.BadRequest, (await RunningTracker.PostAsync(manager, "/account/sign-out", keepers)).StatusCode);
        Assert.Contains("Demo manager", await manager.GetStringAsync("/"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await RunningTracker.PostAsync(keeper, "/account/sign-out", keepers)).StatusCode);
        Assert.DoesNotContain("Demo register keeper", await keeper.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_form_of_the_sign_in_without_its_token_is_refused_in_words(string environment)
    {
        using var tracker = new RunningTracker(environment, null, ("Tracker:PublicRead", "false"));
        using var visitor = tracker.Visitor();

        var answer = await RunningTracker.PostAsync(visitor, "/account/sign-in", "", ("_handler", "sign-in"), ("Entry.Email", "an@example.org"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was done", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_that_adds_TLS_every_cookie_is_secure()
    {
        using var tracker = new RunningTracker(settings: ("ForwardedHeaders_Enabled", "true"));
        using var visitor = tracker.Visitor();
        visitor.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");

        var answer = await visitor.GetAsync("/account/sign-in");

        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Where_reading_is_not_public_a_visitor_is_led_to_the_sign_in()
    {
        using var tracker = new RunningTracker(settings: ("Tracker:PublicRead", "false"));
        using var visitor = tracker.Visitor();

        var answer = await visitor.GetAsync("/items");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/account/sign-in", answer.Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account/sign-in")).StatusCode);
    }

    [Theory]
    [InlineData("//example.org")]
    [InlineData("https://example.org")]
    public async Task Signing_out_leads_to_no_other_site(string back)
    {
        using var tracker = new RunningTracker();
        using var visitor = await tracker.DemoAsync("manager");

        var answer = await RunningTracker.PostAsync(visitor, "/account/sign-out", await RunningTracker.TokenAsync(visitor, "/"), ("return", back));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }
}
