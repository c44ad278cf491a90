using System.Reflection;
using FhirAdapter.Tests.IndependentServer;
using Xunit.Sdk;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>The suite against the independent server: each of its facts as one case, so that all are skipped where there is no Node.</summary>
public sealed class IndependentServerSuiteTests(IndependentServerFixture server) : IClassFixture<IndependentServerFixture>
{
    /// <summary>Each fact of the suite, and each theory with each of its rows.</summary>
    public static IEnumerable<object[]> Facts =>
        from method in typeof(FhirServerSuite).GetMethods()
        where method.GetCustomAttribute<FactAttribute>() is not null
        from row in Rows(method)
        select new object[] { method.Name, row };

    [NodeTheory]
    [MemberData(nameof(Facts))]
    public async Task What_holds_for_every_server_holds_for_the_independent_one(string fact, object[] row)
    {
        var suite = new Suite(server);
        await suite.InitializeAsync();
        try
        {
            await (Task)typeof(Suite).GetMethod(fact)!.Invoke(suite, row)!;
        }
        finally
        {
            await suite.DisposeAsync();
        }
    }

    private static IEnumerable<object[]> Rows(MethodInfo method)
    {
        var data = method.GetCustomAttributes<DataAttribute>().ToList();
        return data.Count == 0 ? [[]] : data.SelectMany(each => each.GetData(method));
    }

    private sealed class Suite(IndependentServerFixture server) : FhirServerSuite
    {
        private protected override Uri BaseAddress => new(server.BaseAddress.AbsoluteUri.TrimEnd('/'));

        public override async Task InitializeAsync()
        {
            using var client = new HttpClient();
            await server.ResetAsync(client, Soon);
            await base.InitializeAsync();
        }
    }
}
