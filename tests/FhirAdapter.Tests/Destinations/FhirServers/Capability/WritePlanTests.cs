using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.WriteProfiles;

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

    [Fact]
    public void What_is_known_of_the_kind_of_server_counts_before_what_the_server_says()
    {
        var profile = Some.Profile("Procedure", new TypeProfile
        {
            KeepsIdentifier = false, Interactions = new HashSet<string> { "create", "search-type" }, SearchParameters = new HashSet<string> { "patient", "date" },
        }) with { Bundles = new BundleSupport { Transaction = false }, OtherTypesAsAdvertised = false };
        var plan = new WritePlan(Server(All with { SearchParameters = new HashSet<string> { "patient", "code", "identifier" } }), new FhirServerOptions(), profile);

        Assert.Equal(WriteMode.Batch, plan.Mode);
        Assert.Equal(IdentityMode.Content, plan.IdentityOf("Procedure"));
        Assert.Equal(["patient"], plan.SearchBy("Procedure"));
        Assert.False(plan.CanUpdate("Procedure"));
        Assert.False(plan.CanSearch("Procedure"));
        Assert.Null(plan.IdentityOf("Condition"));
        Assert.Null(plan.AmendmentOf("Procedure"));
    }

    [Fact]
    public void A_type_that_nothing_names_and_that_cannot_be_looked_up_is_not_written() => Assert.Null(
        new WritePlan(Server(All), new FhirServerOptions(), Some.Profile("Procedure", new TypeProfile { KeepsIdentifier = false })).IdentityOf("Procedure"));

    [Theory]
    [InlineData("Procedure.bodySite", "Missing", true)]
    [InlineData("Procedure.bodySite.text", "Missing", true)]
    [InlineData("Procedure.bodySite.text", "Changed", false)]
    [InlineData("Procedure.note.text", "Shortened", true)]
    [InlineData("Procedure.note.text", "Missing", false)]
    [InlineData("Procedure.status", "Changed", true)]
    [InlineData("Procedure.extension", "Missing", true)]
    [InlineData("Procedure.identifier.value", "Changed", true)]
    [InlineData("Procedure.code", "Missing", false)]
    public void What_a_profile_foretells_is_foretold_and_no_more(string path, string kind, bool isForetold)
    {
        var profile = Some.Profile("Procedure", new TypeProfile
        {
            KeepsIdentifier = false, Extensions = ElementFate.Ignored,
            Elements = Some.Rules(
                new ElementRule { Path = "bodySite", Fate = ElementFate.Ignored }, new ElementRule { Path = "note.text", MaxLength = 9 },
                new ElementRule { Path = "status", Values = ["completed"] }),
        });

        Assert.Equal(isForetold, new WritePlan(Server(All), new FhirServerOptions(), profile).IsForetold("Procedure", new ContentDifference(path, Enum.Parse<DifferenceKind>(kind))));
    }

    private static IdentityMode? Identity(TypeCapability type) => Plan(type).IdentityOf("Procedure");

    private static WritePlan Plan(TypeCapability type) => new(Server(type), new FhirServerOptions());

    private static ServerCapability Server(TypeCapability type, bool transaction = true, bool batch = true) =>
        new("x", "4.0.1", transaction, batch, new Dictionary<string, TypeCapability> { ["Procedure"] = type });
}
