using Tracker.Domain.Bodies;

namespace Tracker.Domain.Tests.Bodies;

/// <summary>Ministries, missions and bodies, those under them, and the codes that people see and send.</summary>
public sealed class BodyRules
{
    private static Body Of(string code, string? under = null) => new(code, $"Body {code}", Side.Asean, BodyKind.Other, under);

    [Theory]
    [InlineData("A", true)]
    [InlineData("AKIIC", true)]
    [InlineData("POA-2021-2025", true)]
    [InlineData("1-2-3", true)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", true)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", false)]
    [InlineData("akiic", false)]
    [InlineData("-A", false)]
    [InlineData("A-", false)]
    [InlineData("A--B", false)]
    [InlineData("A B", false)]
    [InlineData("A/B", false)]
    [InlineData("..", false)]
    [InlineData("A\n", false)]
    [InlineData("А", false)]
    [InlineData("Ａ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Codes_are_short_in_capitals_and_plain(string? code, bool usable)
    {
        Assert.Equal(usable, Codes.IsCode(code));
        Assert.Equal(usable ? [] : ["code.form"], Codes.ObjectionsTo(code, "Code").Select(r => r.Rule));
    }

    [Fact]
    public void A_body_has_a_code_and_a_name()
    {
        static IEnumerable<string> Rules(Action deed) => Assert.Throws<RefusedException>(deed).Refusals.Select(r => r.Rule);

        Assert.Equal(["code.form"], Rules(() => Of("a b")));
        Assert.Equal(["body.name"], Rules(() => _ = new Body("ASEC", " ", Side.Asean, BodyKind.Secretariat)));
        Assert.Equal(["body.name"], Rules(() => _ = new Body("ASEC", new('x', 201), Side.Asean, BodyKind.Secretariat)));
        Assert.Equal("Secretariat", new Body("ASEC", " Secretariat ", Side.Asean, BodyKind.Secretariat).Name);
    }

    [Fact]
    public void A_persons_bodies_include_those_under_them_at_any_depth()
    {
        Body[] all = [Of("ROK"), Of("DIVISION", "BUREAU"), Of("BUREAU", "MOFA"), Of("MOFA", "ROK"), Of("MOTIE", "ROK"), Of("ASEC")];

        Assert.Equal(["BUREAU", "DIVISION", "MOFA"], Body.WithThoseUnder(["MOFA"], all).Order());
        Assert.Equal(["BUREAU", "DIVISION", "MOFA", "MOTIE", "ROK"], Body.WithThoseUnder(["ROK"], all).Order());
        Assert.Equal(["ASEC", "BUREAU", "DIVISION"], Body.WithThoseUnder(["ASEC", "BUREAU"], all).Order());
        Assert.Empty(Body.WithThoseUnder([], all));
    }

    [Fact]
    public void Bodies_under_each_other_do_not_go_round_for_ever() =>
        Assert.Equal(["A", "B"], Body.WithThoseUnder(["A"], [Of("A", "B"), Of("B", "A"), Of("C", "D")]).Order());
}
