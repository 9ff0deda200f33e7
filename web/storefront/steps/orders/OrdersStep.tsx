import { useFan, useRoute, useText } from '../../app/state.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';
import { OrderList } from './OrderList.tsx';
import { OrderPage } from './OrderPage.tsx';

/** What the signed-in fan has bought: all of it, or one order. */
export function OrdersStep() {
  const route = useRoute();
  const { fan, isLoading, isEnded, ask } = useFan();
  const { t } = useText();
  const orderId = route.step === 'orders' ? route.orderId : null;
  if (fan === null) {
    return (
      <StepFrame
        title={isLoading ? t('title.orders') : t('orders.sign_in_title')}
        lead={isLoading ? undefined : t(isEnded ? 'account.ended' : 'orders.sign_in_text')}
        isNarrow
      >
        {isLoading ? (
          <Skeleton label={t('title.orders')} isStep />
        ) : (
          <div>
            <Button look="accent" onClick={() => void ask()}>
              {t('account.sign_in')}
            </Button>
          </div>
        )}
      </StepFrame>
    );
  }
  return orderId === null ? <OrderList /> : <OrderPage key={orderId} orderId={orderId} />;
}
