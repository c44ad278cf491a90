using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Capability;

namespace FhirAdapter.Tests.Destinations.FhirServers.Capability;

public sealed class WritePlanTests
{
    private static readonly TypeCapability All = new(true, true, true, true, true, true, false, true, true);

    [Theory]
    [InlineData(true, true, WriteMode.Auto, WriteMode.Transaction)]
    [InlineData(false, true, WriteMode.Auto, WriteMode.Batch)]
    [InlineData(false, false, WriteMode.Auto, WriteMode.Single)]
    [InlineData(true, true, WriteMode.Batch, WriteMode.Batch)]
    [InlineData(false, false, WriteMode.Transaction, WriteMode.Transaction)]
    public void The_mode_is_the_best_the_server_names_or_what_was_set(bool transaction, bool batch, WriteMode set, WriteMode expected) =>
        Assert.Equal(expected, new WritePlan(Server(All, transaction, batch), new FhirServerOptions { Write = set }).Mode);

    [Fact]
    public void Identity_goes_by_the_best_way_the_type_has()
    {
        Assert.Equal(IdentityMode.ConditionalUpdate, Identity(All));
        Assert.Equal(IdentityMode.ConditionalCreate, Identity(All with { ConditionalUpdate = false }));
        Assert.Equal(IdentityMode.SearchThenCreate, Identity(All with { ConditionalUpdate = false, ConditionalCreate = false }));
        Assert.Null(Identity(All with { ConditionalUpdate = false, ConditionalCreate = false, SearchByIdentifier = false }));
        Assert.Null(Identity(All with { ConditionalUpdate = false, ConditionalCreate = false, Search = false }));
        Assert.Null(Plan(All).IdentityOf("Device"));
    }

    [Theory]
    [InlineData(true, true, "Update")]
    [InlineData(true, false, "Update")]
    [InlineData(false, false, "ConditionalUpdate")]
    [InlineData(false, true, "ConditionalCreate")]
    public void What_others_refer_to_in_a_transaction_is_posted(bool known, bool referredTo, string expected) =>
        Assert.Equal(Enum.Parse<Interaction>(expected), Plan(All).Choose("Procedure", known, referredTo));

    [Fact]
    public void Without_conditional_create_what_others_refer_to_goes_before_them()
    {
        var plan = Plan(All with { ConditionalCreate = false });

        Assert.False(plan.CanBeReferredTo("Procedure"));
        Assert.Equal(Interaction.ConditionalUpdate, plan.Choose("Procedure", false, true));
    }

    [Fact]
    public void Without_conditions_it_is_created_after_a_search() => Assert.Equal(
        Interaction.Create, Plan(All with { ConditionalCreate = false, ConditionalUpdate = false }).Choose("Procedure", false, true));

    private static IdentityMode? Identity(TypeCapability type) => Plan(type).IdentityOf("Procedure");

    private static WritePlan Plan(TypeCapability type) => new(Server(type), new FhirServerOptions());

    private static ServerCapability Server(TypeCapability type, bool transaction = true, bool batch = true) =>
        new("x", "4.0.1", transaction, batch, new Dictionary<string, TypeCapability> { ["Procedure"] = type });
}
