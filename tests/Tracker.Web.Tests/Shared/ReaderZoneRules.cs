using Tracker.Web.Components.Shared;

namespace Tracker.Web.Tests.Shared;

public sealed class ReaderZoneRules
{
    [Theory]
    [InlineData("Asia/Seoul")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+9")]
    [InlineData("UTC")]
    public void A_zone_is_known_by_its_name(string name) => Assert.Equal(name, ReaderZone.Read(name)?.Id);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Asia")]
    [InlineData("Asia/Nowhere")]
    [InlineData("../../etc/passwd")]
    [InlineData("Asia/../../../etc/localtime")]
    [InlineData("/etc/localtime")]
    [InlineData("localtime")]
    [InlineData("Asia/Seoul\n")]
    [InlineData("Asia/Seoul\0")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Asia/Seoul; path=/")]
    public void What_is_no_name_of_a_zone_is_left_aside(string? cookie) => Assert.Null(ReaderZone.Read(cookie));

    [Fact]
    public void A_cookie_of_any_length_is_answered() => Assert.Null(ReaderZone.Read("Asia/" + new string('a', 100_000)));

    [Fact]
    public void An_instant_is_written_on_the_readers_day_with_the_name_of_the_zone()
    {
        var at = new DateTime(2026, 11, 24, 17, 5, 0, DateTimeKind.Utc);

        Assert.Equal("25 November 2026, 02:05 (Asia/Seoul)", ReaderZone.Write(at, ReaderZone.Read("Asia/Seoul")!));
        Assert.Equal("24 November 2026, 09:05 (America/Los_Angeles)", ReaderZone.Write(at, ReaderZone.Read("America/Los_Angeles")!));
    }
}
