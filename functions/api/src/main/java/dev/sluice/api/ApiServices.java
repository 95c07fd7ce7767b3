package dev.sluice.api;

import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.ServiceDependencies;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberStore;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.FunctionContext;

/** Where subscribers are taken in, freed and erased, and where it is told what they allowed. */
record ApiServices(
    SubscriberImportService imports,
    ErasureService erasures,
    SuppressionService suppressions,
    ConsentStore consents,
    PersonalDataExport personalData) {

  /** Returns the desks of a function. */
  static ApiServices create(FunctionContext context) {
    ServiceDependencies office = SubscriberServicesModule.office(context);
    ErasureService erasures = SubscriberServicesModule.erasureService(context, office);
    return new ApiServices(
        new SubscriberImportService(
            office, new DynamoSubscriberStore(DynamoTables.of(context)), erasures),
        erasures,
        SubscriberServicesModule.suppressionService(context, office),
        office.consents(),
        SubscriberServicesModule.personalData(context, office));
  }
}
