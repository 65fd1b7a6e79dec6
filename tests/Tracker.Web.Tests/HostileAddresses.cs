using System.Net;

namespace Tracker.Web.Tests;

/// <summary>Whatever stands in an address gets a page in words, never an error of the server.</summary>
public sealed class HostileAddresses(HostileAddresses.Reader reader) : IClassFixture<HostileAddresses.Reader>
{
    public static TheoryData<string> Words =>
    [
        "%", "_", "%25%25%25", "\\", "'", "\"", "\"\"\"", "\" OR \"", "a\" AND \"b", "' OR 1=1 --", "*", "NEAR(a b)", "Words:korea", "^korea", "-korea", "(", "\0", "a\0b",
        "<script>alert(1)</script>", "ไทย", "한국어 센터", new string('x', 3000), string.Concat(Enumerable.Repeat("😀", 300)), "a" + string.Concat(Enumerable.Repeat("😀", 300)), string.Join(' ', Enumerable.Repeat("korea", 400)),
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public async Task A_search_for_anything_answers(string words)
    {
        var page = await reader.Visitor.GetAsync($"/items?q={Uri.EscapeDataString(words)}");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("<script>alert", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var everything = await reader.Visitor.GetAsync($"/search?q={Uri.EscapeDataString(words)}");
        Assert.Equal(HttpStatusCode.OK, everything.StatusCode);
        Assert.DoesNotContain("<script>alert", await everything.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search?q=%00%22%2A&type=%27&page=-5&asOf=never")]
    [InlineData("/search?q=centre&type=items&page=2147483647")]
    [InlineData("/search?q=a&q=b&type=items&type=notes")]
    [InlineData("/search?q=%F0%9F%98%80+%ED%A0%BD")]
    [InlineData("/items?page=-5")]
    [InlineData("/items?page=99999999999999999999")]
    [InlineData("/items?asOf=2021-02-30")]
    [InlineData("/items?asOf=0000-00-00")]
    [InlineData("/?asOf=9999-12-31")]
    [InlineData("/?asOf=0001-01-01")]
    [InlineData("/items?kind=Nothing&kind=Fund&sort=price&dir=up&figure=all&paragraph=-1&document=%00")]
    [InlineData("/items?body=%27&body=%F0%9F%98%80")]
    [InlineData("/items/AKIIC?asOf=1900-01-01")]
    [InlineData("/?since=%00~2022-02-30")]
    [InlineData("/?since=JCC~9999-12-31&since=~")]
    [InlineData("/targets?page=-5&asOf=never")]
    [InlineData("/targets?page=2147483647&sort=price&dir=up&of=everybody&outcome=7&revised=no&view=all")]
    [InlineData("/targets?pillar=9&kind=Nothing&body=%27&plan=%00&view=stages")]
    [InlineData("/targets?body=%F0%9F%98%80&plan=NOWHERE&kind=Fund&kind=Plan")]
    [InlineData("/mechanisms?page=-1&asOf=never")]
    [InlineData("/mechanisms?page=2147483647")]
    [InlineData("/mechanisms/JCC?meeting=%27&page=2147483647")]
    [InlineData("/mechanisms/JCC?meeting=00000000-0000-0000-0000-000000000000")]
    [InlineData("/documents/compare?left=%27%20OR%201=1&right=%3Cscript%3Ealert(1)%3C/script%3E&only=%00&page=-1&asOf=never")]
    [InlineData("/documents/compare?left=CS-21&right=CS-21&left=CS-21&page=99999999999")]
    [InlineData("/documents/compare?left=%F0%9F%98%80&right=%00")]
    [InlineData("/documents/compare?left=CS-21&right=ASEAN-JCC7&only=7&page=2147483647")]
    [InlineData("/items?silentSince=0000&silentSince=9999&silentSince=%27&silentSince=cs-21&silentSince=2020")]
    [InlineData("/items?silentSince=99999999999999999999&silentSince=%F0%9F%98%80")]
    [InlineData("/items/AKIIC?trail=2147483647")]
    [InlineData("/items/AKIIC?trail=-1&trail=%00")]
    [InlineData("/timeline?from=0001-01-01&to=9999-12-31&scale=month")]
    [InlineData("/timeline?from=9999-12-31&scale=year&page=2147483647")]
    [InlineData("/timeline?from=2030-01-01&to=2020-01-01&by=2&scale=%00&only=%27&view=all&kind=Nothing")]
    [InlineData("/timeline?plan=%27%20OR%201=1&mechanism=%F0%9F%98%80&body=%3Cscript%3E&page=-1&page=99999999999")]
    [InlineData("/timeline?plan=NO-SUCH-PLAN&mechanism=NO-SUCH&asOf=never&from=2021-02-30")]
    [InlineData("/funds?page=99999999999999999999")]
    [InlineData("/funds?page=2147483647")]
    [InlineData("/funds/AKCF?page=2147483647&entry=-1")]
    [InlineData("/funds/AKCF?page=0&entry=99999999999")]
    [InlineData("/funds/AKCF/entry?asOf=nothing")]
    [InlineData("/my/reminders?page=99999999999999999999")]
    [InlineData("/my/calendars?body=%27&plan=%F0%9F%98%80")]
    [InlineData("/my/hand-over?draft=%00")]
    public async Task An_address_that_means_nothing_answers_in_words(string address)
    {
        Assert.Equal(HttpStatusCode.OK, (await reader.Visitor.GetAsync(address)).StatusCode);
    }

    [Theory]
    [InlineData("/items/NO-SUCH-ITEM")]
    [InlineData("/items/' OR 1=1")]
    [InlineData("/nowhere")]
    [InlineData("/mechanisms/AKIIC")]
    [InlineData("/mechanisms/' OR 1=1")]
    [InlineData("/mechanisms/JCC/meeting?meeting=1")]
    [InlineData("/mechanisms/AKIIC/meeting")]
    [InlineData("/funds/AKIIC")]
    [InlineData("/funds/' OR 1=1")]
    [InlineData("/funds/AKCF/take-back/99")]
    [InlineData("/funds/AKCF/take-back/x")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        var page = await reader.Visitor.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("<h1", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public sealed class Reader : IDisposable
    {
        private readonly RunningTracker _tracker = new();

        public Reader() => Visitor = _tracker.Visitor();

        public HttpClient Visitor { get; }

        public void Dispose()
        {
            Visitor.Dispose();
            _tracker.Dispose();
        }
    }
}
