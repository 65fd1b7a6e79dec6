using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Calendar = Tracker.Application.Calendar;

namespace Tracker.Web.Tests;

/// <summary>A page of a past day is of that day in all its parts, and what its address says is read strictly.</summary>
public sealed partial class PastPages(HostileAddresses.Reader reader) : IClassFixture<HostileAddresses.Reader>
{
    private static readonly Calendar Calendar = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero)), TimeZoneInfo.Utc, ReportingRules.Default);

    [Theory]
    [InlineData("/items/AKIIC/update")]
    [InlineData("/items/AKIIC/edit")]
    [InlineData("/items/new")]
    [InlineData("/items/leads")]
    [InlineData("/funds/AKCF/entry")]
    [InlineData("/funds/AKCF/take-back/1")]
    [InlineData("/mechanisms/JCC/meeting")]
    [InlineData("/my")]
    public async Task What_is_for_today_alone_stays_closed_on_a_past_day(string address)
    {
        var page = await reader.Visitor.GetAsync($"{address}?asOf=2022-06-30", TestContext.Current.CancellationToken);
        var text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("This page is for today", text, StringComparison.Ordinal);
        Assert.DoesNotContain("This page shows the register as of", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/items")]
    [InlineData("/items?nature=Continuing")]
    [InlineData("/items?q=nothing-has-this-word")]
    [InlineData("/search")]
    [InlineData("/search?q=centre")]
    [InlineData("/search?q=centre&type=items")]
    [InlineData("/search?q=nothing-has-this-word")]
    [InlineData("/items/AKIIC")]
    [InlineData("/items/AKCF")]
    [InlineData("/plans")]
    [InlineData("/plans/POA-2021-2025")]
    [InlineData("/funds")]
    [InlineData("/funds/AKCF")]
    [InlineData("/centres")]
    [InlineData("/documents")]
    [InlineData("/documents/CS-21")]
    [InlineData("/documents/ASEAN2021-22ND")]
    [InlineData("/documents/compare")]
    [InlineData("/documents/compare?left=CS-21&right=ASEAN-JCC7&only=Silent&page=2")]
    [InlineData("/documents/compare?left=CS-21&right=VNP-253278")]
    [InlineData("/items?silentSince=2020")]
    [InlineData("/items/AKIIC?trail=2")]
    [InlineData("/mechanisms")]
    [InlineData("/mechanisms/JCC")]
    [InlineData("/bodies")]
    [InlineData("/bodies/ROK")]
    [InlineData("/changes")]
    [InlineData("/changes?from=2021-01-01&only=stages")]
    [InlineData("/changes?from=2021-01-01&to=2021-12-31&pillar=Economic")]
    [InlineData("/changes?figure=delivered")]
    [InlineData("/changes?item=NO-ITEM")]
    [InlineData("/targets")]
    [InlineData("/targets?view=stages")]
    [InlineData("/timeline")]
    [InlineData("/timeline?view=table")]
    public async Task Every_link_of_a_past_page_keeps_the_day(string address)
    {
        var text = await reader.Visitor.GetStringAsync($"{address}{(address.Contains('?') ? '&' : '?')}asOf=2022-06-30", TestContext.Current.CancellationToken);

        var losing = Link().Matches(text)
            .Select(l => (Href: WebUtility.HtmlDecode(l.Groups[1].Value), Text: Tag().Replace(l.Groups[2].Value, "").Trim()))
            .Where(l => !l.Href.StartsWith("http", StringComparison.Ordinal) && !l.Href.Contains("asOf=", StringComparison.Ordinal) && !l.Href.StartsWith('#') && !l.Href.Contains("#content", StringComparison.Ordinal))
            .Where(l => !l.Href.StartsWith("account/", StringComparison.Ordinal) && l.Href != "my" && l.Text is not ("Back to today" or "Show it today"))
            .ToList();
        Assert.Empty(losing);
    }

    /// <summary>The form's own fields, too: what is chosen in it is chosen on the day shown.</summary>
    [Theory]
    [InlineData("/changes?from=2021-01-01")]
    [InlineData("/targets?of=leaders")]
    [InlineData("/targets?view=stages")]
    public async Task A_report_keeps_its_day_and_its_instant_in_every_link_to_itself_and_in_its_form(string address)
    {
        var known = KnownAtInstant.Write(DateTime.UtcNow);
        var page = address.Split('?')[0].TrimStart('/');

        var text = await reader.Visitor.GetStringAsync($"{address}&asOf=2022-06-30&knownAt={known}", TestContext.Current.CancellationToken);

        Assert.Contains("as known at", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Content().Match(text).Value, $"href=\"{page}\"", StringComparison.Ordinal);
        Assert.All(
            Link().Matches(Content().Match(text).Value).Select(l => WebUtility.HtmlDecode(l.Groups[1].Value)).Where(l => l.StartsWith(page, StringComparison.Ordinal)),
            l => Assert.Contains($"asOf=2022-06-30&knownAt={Uri.EscapeDataString(known)}", l, StringComparison.Ordinal));
        Assert.Contains($"<input type=\"hidden\" name=\"knownAt\" value=\"{known}\"", text, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"asOf\" value=\"2022-06-30\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_a_past_day_ends_on_it()
    {
        var text = await reader.Visitor.GetStringAsync("/changes?from=2021-01-01&to=2024-01-01&asOf=2022-06-30", TestContext.Current.CancellationToken);

        Assert.Contains("1 January 2024 lies after the day that is shown. This is up to 30 June 2022.", text, StringComparison.Ordinal);
        Assert.Contains("From 1 January 2021 to 30 June 2022:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_not_there_before_its_day()
    {
        var text = await reader.Visitor.GetStringAsync("/documents/VNP-253278?asOf=2022-06-30", TestContext.Current.CancellationToken);

        Assert.Contains("It is not in the register on 30 June 2022", text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"paragraph-", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2022-07-01T08:00:00.000Z", true)]
    [InlineData("2026-11-24T02:00:00.000Z", true)]
    [InlineData("2026-11-24T02:00:00.001Z", false)]
    [InlineData("2022-07-01T08:00:00Z", false)]
    [InlineData("2022-07-01T08:00:00.000", false)]
    [InlineData("2022-07-01T08:00:00.000+07:00", false)]
    [InlineData("2022-02-30T08:00:00.000Z", false)]
    [InlineData("2022-07-01", false)]
    [InlineData("now", false)]
    public void An_instant_in_the_address_is_read_strictly(string text, bool isRead)
    {
        var known = KnownShown.Of(text, Calendar);

        Assert.Equal((isRead, !isRead), (known.At is not null, known.Problem is not null));
        Assert.True(known.At is not { } at || (KnownAtInstant.Write(at) == text && at.Kind == DateTimeKind.Utc));
        Assert.Equal(new KnownShown(null, null), KnownShown.Of("", Calendar));
    }

    [GeneratedRegex("<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Content();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
