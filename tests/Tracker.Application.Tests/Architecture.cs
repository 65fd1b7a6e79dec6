using System.Reflection;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests;

public class Architecture
{
    [Fact]
    public void The_domain_depends_on_nothing_but_the_framework()
    {
        Assert.All(References(typeof(Item).Assembly), name => Assert.StartsWith("System", name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_application_knows_no_page_and_no_web_server()
    {
        Assert.DoesNotContain(References(typeof(TrackerDbContext).Assembly), name =>
            name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal)
            || name.StartsWith("MudBlazor", StringComparison.Ordinal)
            || name == "Tracker.Web");
    }

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!);
}
