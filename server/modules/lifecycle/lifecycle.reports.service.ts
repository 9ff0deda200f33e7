export { toWireFinding, toWireReport, toWireStages } from '../checks/checks.report.service.ts';
