using System.Net;
using System.Net.Http.Headers;
using Tracker.Application.Calendars;
using Tracker.Application.People;

namespace Tracker.Web.Tests;

/// <summary>What is found at the private address of a calendar, by who sends no cookie, where nobody reads without signing in.</summary>
public sealed class CalendarAddresses : IDisposable
{
    private readonly RunningTracker _tracker = new(settings: [("Tracker:PublicRead", "false"), ("Tracker:PublicAddress", "https://tracker.example")]);
    private readonly HttpClient _program;

    public CalendarAddresses() => _program = _tracker.Visitor();

    private async Task<(string Path, Guid Person)> MadeAsync()
    {
        var person = await _tracker.Get<DemoPeople>().OpenAsync(DemoPeople.All[0]);
        return ("/" + Calendars.PathOf(await _tracker.Get<KeepFeed>().ExecuteAsync(FeedOf.Mine, "", person.Id)), person.Id);
    }

    [Fact]
    public async Task It_is_a_calendar_that_is_not_sent_again_while_it_is_the_same()
    {
        var (path, _) = await MadeAsync();

        var first = await _program.GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, "text/calendar", "utf-8"), (first.StatusCode, first.Content.Headers.ContentType!.MediaType, first.Content.Headers.ContentType.CharSet));
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(first.Headers.Contains("Set-Cookie"));
        Assert.Equal(["no-referrer"], first.Headers.GetValues("Referrer-Policy"));

        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { new("\"another\""), first.Headers.ETag! } } };
        var same = await _program.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, 0), (same.StatusCode, (await same.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(first.Headers.ETag, same.Headers.ETag);

        using var other = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"another\"") } } };
        Assert.Equal(HttpStatusCode.OK, (await _program.SendAsync(other)).StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        Assert.Equal((HttpStatusCode.OK, first.Content.Headers.ContentLength), await _program.SendAsync(head) is var asked ? (asked.StatusCode, asked.Content.Headers.ContentLength) : default);
    }

    [Fact]
    public async Task At_the_old_address_there_is_nothing_as_soon_as_it_is_renewed()
    {
        var (path, _) = await MadeAsync();

        var (renewed, _) = await MadeAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await _program.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _program.GetAsync(renewed)).StatusCode);
    }

    [Theory]
    [InlineData("/calendar/nothing.ics")]
    [InlineData("/calendar/..%2F..%2Fetc.ics")]
    [InlineData("/calendar/%27%20OR%201=1.ics")]
    public async Task At_any_other_address_there_is_nothing_and_no_sign_in_is_asked_for(string path)
    {
        var answer = await _program.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "There is no calendar at this address."), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    public void Dispose()
    {
        _program.Dispose();
        _tracker.Dispose();
    }
}
