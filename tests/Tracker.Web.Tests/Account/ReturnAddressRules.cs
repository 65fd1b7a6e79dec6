using Tracker.Web.Components.Account;

namespace Tracker.Web.Tests.Account;

public class ReturnAddressRules
{
    [Theory]
    [InlineData("/")]
    [InlineData("/items/CENTRE?asOf=2022-06-30")]
    [InlineData("/items?q=a%20b&figure=overdue")]
    public void A_page_of_the_application_is_returned_to(string address)
    {
        Assert.Equal(address, ReturnAddress.Safe(address));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("items")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    [InlineData("\\\\example.org")]
    [InlineData("https://example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/example.org")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData("/items\\..\\..\\example.org")]
    [InlineData(" /items")]
    [InlineData("/account/sign-out")]
    [InlineData("/ACCOUNT/sign-out")]
    public void Another_site_or_the_sign_in_itself_leads_to_the_overview(string? address)
    {
        Assert.Equal("/", ReturnAddress.Safe(address));
    }

    [Fact]
    public void An_endless_address_leads_to_the_overview()
    {
        Assert.Equal("/", ReturnAddress.Safe("/" + new string('a', 5000)));
    }
}
